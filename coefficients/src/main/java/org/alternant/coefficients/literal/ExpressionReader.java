package org.alternant.coefficients.literal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// Reads one literal, as programs write them:
///
///     sum     = product { "+" product }                       lists are joined
///     product = sign { ("*" | "/") sign }                     numbers; a list times an integer
///     sign    = { "-" | "+" | "&" } power
///     power   = primary [ "**" sign ]
///     primary = number | string | name { index } | wrapper "(" sum ")" | "(" sum ")"
///             | list in [ ], ( ) or { } | { key (":" | "=" | "=>") sum } | comprehension
///
/// Numbers are not added: a comma that was lost before a sign would be taken for a sum. Everything
/// is exact until a coefficient is rounded. Names are those of literals that stand before.
final class ExpressionReader extends BracketReader {
  /// The largest exponent of a power.
  private static final int LARGEST_EXPONENT = 64;

  /// The longest number.
  private static final int LONGEST_NUMBER = 400;

  /// The functions that make an array of a list.
  private static final Set<String> WRAPPERS =
      Set.of("array", "asarray", "tensor", "as_tensor", "constant", "Tensor", "tuple", "list");

  /// What follows a number to tell its type.
  private static final Pattern SUFFIX = Pattern.compile("_?(f|F|d|D|l|L|f0|f32|f64)");

  /// A type before braces: `new double[][]`, `[][]float64`, `std::array<double, 3>`, `Table`.
  private static final Pattern TYPE =
      Pattern.compile(
          "(new\\s+)?(\\[\\w*\\]){0,4}+[\\w:.]{0,80}+"
              + "(<[\\w\\s:,<>]{0,120}>)?"
              + "(\\[\\w*\\]){0,4}+[ \\t]*+(?=\\{)");

  /// Starts at a word.
  ///
  /// @param tokens the text
  /// @param index the first word
  /// @param names what names stand for
  /// @param dialect the language
  ExpressionReader(Tokens tokens, int index, Map<String, Node> names, Dialect dialect) {
    super(tokens, index, names, dialect);
  }

  @Override
  BracketReader at(int word, Map<String, Node> bound) {
    return new ExpressionReader(tokens, word, bound, dialect);
  }

  @Override
  Node read() {
    Node sum = product();
    while (token().is("+") && continues()) {
      int at = token().start();
      Node.Items left = list(sum, at);
      index++;
      Node.Items right = list(product(), at);
      List<Node> joined = new ArrayList<>(left.elements());
      joined.addAll(right.elements());
      sum = new Node.Items(joined, true, left.at());
    }
    return sum;
  }

  private Node product() {
    Node product = sign();
    while ((token().is("*") || token().is("/")) && continues()) {
      Token operator = token();
      index++;
      Node factor = sign();
      if (operator.is("*") && (isList(product) || isList(factor))) {
        product = isList(product) ? repeat(product, factor) : repeat(factor, product);
        continue;
      }
      Node.Numeric left = number(product, operator.start());
      Node.Numeric right = number(factor, operator.start());
      if (operator.is("/") && braces && left.integer() && right.integer()) {
        throw error(
            operator.start(),
            "a division of integers in { }, which C cuts off; write a point, as in 15.0/8");
      }
      product =
          numeric(
              () ->
                  operator.is("*")
                      ? left.value().times(right.value())
                      : left.value().over(right.value()),
              operator.is("*") && left.integer() && right.integer(),
              left.at());
    }
    return product;
  }

  private Node sign() {
    Token first = token();
    boolean signed = false;
    boolean negative = false;
    while (token().is("-") || token().is("+") || token().is("&")) {
      if (signed && !token().is("&")) {
        throw error(first.start(), "expected a number, found " + found(first));
      }
      signed |= !token().is("&");
      negative |= token().is("-");
      index++;
    }
    Node power = power();
    if (!signed) {
      return power;
    }
    Node.Numeric number = number(power, first.start());
    return negative
        ? new Node.Numeric(number.value().negate(), number.integer(), first.start())
        : number;
  }

  private Node power() {
    Node base = primary();
    if (!token().is("**") || !continues()) {
      return base;
    }
    int at = token().start();
    index++;
    Node.Numeric left = number(base, at);
    Node.Numeric exponent = nested(() -> number(sign(), at));
    double size = exponent.value().rounded();
    if (!exponent.value().isInteger() || Math.abs(size) > LARGEST_EXPONENT) {
      throw error(at, "expected an exponent from -64 to 64");
    }
    return numeric(() -> left.value().power((int) size), left.integer() && size >= 0, left.at());
  }

  private Node primary() {
    Token first = token();
    Node typed = typed(first);
    if (typed != null) {
      return typed;
    }
    if (first.is("[") || first.is("(")) {
      return nested(() -> brackets(first));
    }
    if (first.is("{")) {
      return nested(() -> inBraces(first));
    }
    return switch (first.kind()) {
      case NUMBER -> numberWord(first);
      case NAME -> name(first);
      case TEXT -> {
        index++;
        yield new Node.Other(null, first.start());
      }
      case SYMBOL, END -> throw expected("a number", first);
    };
  }

  /// Braces with a type before them.
  private @Nullable Node typed(Token first) {
    if (first.kind() != Token.Kind.NAME && !first.is("[")) {
      return null;
    }
    Matcher type = TYPE.matcher(tokens.source().text()).region(first.start(), tokens.end());
    if (!type.lookingAt()) {
      return null;
    }
    while (token().start() < type.end()) {
      index++;
    }
    Token open = token();
    return nested(() -> inBraces(open));
  }

  private Node name(Token first) {
    String last = dottedName();
    if (WRAPPERS.contains(last) && token().is("(")) {
      return wrapped(last);
    }
    if (last.equals("vec") && token().is("!")) {
      index++;
      return primary();
    }
    Node value =
        names.get(tokens.source().text().substring(first.start(), tokens.get(index - 1).end()));
    if (value == null) {
      boolean word = Set.of("true", "false", "null", "nil", "None", "True", "False").contains(last);
      if (word) {
        return new Node.Other(null, first.start());
      }
      throw error(first.start(), "not a number: " + MessageText.quote(dotted(first)));
    }
    while (token().is("[") && !token().firstOnLine()) {
      value = indexed(value);
    }
    return value;
  }

  /// Passes a name with points or colons; returns its last word.
  private String dottedName() {
    String last = token().text();
    index++;
    while ((token().is(".") || token().is("::"))
        && tokens.get(index + 1).kind() == Token.Kind.NAME) {
      last = tokens.get(index + 1).text();
      index += 2;
    }
    return last;
  }

  private String dotted(Token first) {
    return tokens.source().text().substring(first.start(), tokens.get(index - 1).end());
  }

  /// The list that a function is given; its other arguments have names.
  private Node wrapped(String function) {
    Token open = token();
    boolean array = !function.equals("tuple") && !function.equals("list");
    return nested(
        () -> {
          Node comprehension = comprehension(open);
          if (comprehension != null) {
            return comprehension;
          }
          index++;
          Node list = read();
          if (!(list instanceof Node.Items items)) {
            throw expected("a list", open);
          }
          while (token().is(",") && !tokens.get(index + 1).is(")")) {
            if (tokens.get(index + 1).kind() != Token.Kind.NAME) {
              throw expected("')'", token());
            }
            index++;
            dottedName();
            if (token().is("=")) {
              index++;
              dottedName();
            }
          }
          if (token().is(",")) {
            index++;
          }
          close(")");
          return new Node.Items(items.elements(), !array && items.python(), open.start());
        });
  }

  /// An element of a list, `name[-1]`, or a part, `name[:-1]`.
  private Node indexed(Node value) {
    Node.Items items = list(value, token().start());
    index++;
    int size = items.elements().size();
    Token first = token();
    int from = token().is(":") ? 0 : integer(size);
    if (!token().is(":")) {
      close("]");
      if (from < 0 || from >= size) {
        throw error(first.start(), "there is no element of this number, there are " + size);
      }
      return items.elements().get(from);
    }
    index++;
    int to = token().is("]") ? size : integer(size);
    close("]");
    int start = Math.clamp(from, 0, size);
    return new Node.Items(
        items.elements().subList(start, Math.clamp(to, start, size)), items.python(), items.at());
  }

  /// An index; a negative one counts from the end.
  private int integer(int size) {
    Token first = token();
    Node.Numeric number = number(sign(), first.start());
    double value = number.value().rounded();
    if (!number.integer() || Math.abs(value) > Integer.MAX_VALUE) {
      throw expected("an integer", first);
    }
    return (int) value < 0 ? (int) value + size : (int) value;
  }

  private Node numberWord(Token word) {
    index++;
    Matcher digits = NumberText.BEGINNING.matcher(word.text());
    boolean isNumber = digits.lookingAt() && word.text().length() <= LONGEST_NUMBER;
    String suffix = isNumber ? word.text().substring(digits.end()) : "";
    if (!isNumber || !(suffix.isEmpty() || SUFFIX.matcher(suffix).matches())) {
      throw error(word.start(), "not a number: " + MessageText.quote(word.text()));
    }
    String plain = digits.group().replace("_", "");
    OptionalDouble value = NumberText.parse(plain);
    String problem =
        value.isEmpty()
            ? "not a number: " + MessageText.quote(word.text())
            : NumberText.outOfRange(plain, value.getAsDouble());
    if (problem != null) {
      throw error(word.start(), problem);
    }
    numberDepth = Math.max(numberDepth, depth);
    double number = value.orElseThrow();
    boolean exact = number != 0 && !plain.startsWith("0x") && !plain.startsWith("0X");
    Ratio ratio = Ratio.of(exact ? new BigDecimal(plain) : new BigDecimal(number));
    boolean integer = suffix.isEmpty() && plain.chars().allMatch(Character::isDigit);
    return new Node.Numeric(ratio, integer, word.start());
  }

  private Node.Items repeat(Node list, Node count) {
    Node.Numeric number = number(count, count.at());
    double times = number.value().rounded();
    Node.Items items = list(list, list.at());
    if (!number.integer() || times < 0 || times * items.elements().size() > FoundTables.MOST_ROWS) {
      throw error(count.at(), "a list is repeated a whole number of times, and not this often");
    }
    List<Node> repeated = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      repeated.addAll(items.elements());
    }
    return new Node.Items(repeated, true, items.at());
  }

  private static boolean isList(Node node) {
    return node instanceof Node.Items;
  }

  private Node.Numeric numeric(Supplier<Ratio> value, boolean integer, int at) {
    try {
      return new Node.Numeric(value.get(), integer, at);
    } catch (ArithmeticException e) {
      throw error(at, String.valueOf(e.getMessage()));
    }
  }

  /// Whether the next word, an operator, goes on with the expression: outside brackets a line's end
  /// ends it.
  private boolean continues() {
    return dialect != Dialect.DATA && (depth > 0 || !token().firstOnLine());
  }
}
