package org.alternant.iteration.files;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/// Reads Python's pickle format (protocols 2 to 5) as far as a checkpoint needs it: dictionaries,
/// lists, numbers, texts and PyTorch's tensors. A pickle is a program that may call any function of
/// Python; here no function is called at all, and one that makes anything else is refused by name.
final class Unpickler {

  /// A pickle that is not read.
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /// A tensor, and the storage in which its numbers are.
  ///
  /// @param type of its numbers, by the name that safetensors gives it or PyTorch's
  /// @param key the storage's
  /// @param offset of its first number in the storage
  /// @param shape its dimensions
  /// @param strides between neighbours
  record StoredTensor(String type, String key, long offset, List<Long> shape, List<Long> strides) {}

  /// A name of Python's.
  private record Global(String name) {}

  /// A storage that a tensor is made of.
  private record Storage(String type, String key) {}

  /// What stands for all that is of no interest: settings, None.
  private static final Object NOTHING = new Object();

  /// The beginning of a list on the stack.
  private record Mark() {}

  private static final String REFUSAL =
      ", which is not read: only tensors, dictionaries, lists, numbers and texts are. Save the"
          + " tensors by themselves, for example as .safetensors";

  /// By the names of PyTorch's storages and of its types.
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("DoubleStorage", "F64"),
          Map.entry("FloatStorage", "F32"),
          Map.entry("HalfStorage", "F16"),
          Map.entry("BFloat16Storage", "BF16"),
          Map.entry("float64", "F64"),
          Map.entry("float32", "F32"),
          Map.entry("float16", "F16"),
          Map.entry("bfloat16", "BF16"),
          Map.entry("float8_e4m3fn", "F8_E4M3"),
          Map.entry("float8_e5m2", "F8_E5M2"));

  /// Some hundred make a tensor. What they build is in memory.
  private static final int MOST_INSTRUCTIONS = 5_000_000;

  private final ByteBuffer bytes;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  Unpickler(byte[] pickle) {
    bytes = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The value: a [Map], a [List], a [StoredTensor], or something of no interest.
  ///
  /// @throws RefusedException if the pickle is damaged, or makes what is not read
  Object value() throws RefusedException {
    try {
      for (int count = 0; count < MOST_INSTRUCTIONS; count++) {
        int code = bytes.get() & 0xff;
        if (code == '.') {
          return stack.pop();
        }
        step(code);
      }
      throw new RefusedException("has more instructions than any list of tensors");
    } catch (BufferUnderflowException
        | NoSuchElementException
        | ClassCastException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NullPointerException e) {
      throw new RefusedException("is damaged at byte " + bytes.position());
    }
  }

  private void step(int code) throws RefusedException {
    // Long: one case for each instruction.
    switch (code) {
      case 0x80 -> bytes.get(); // The protocol.
      case 0x95 -> bytes.getLong(); // A frame.
      case '(' -> stack.push(new Mark());
      case '0' -> stack.pop();
      case '1' -> toMark();
      case '2' -> stack.push(Objects.requireNonNull(stack.peek()));
      case 'N' -> stack.push(NOTHING);
      case 0x88, 0x89 -> stack.push(NOTHING); // True and False.
      case 'J' -> stack.push((long) bytes.getInt());
      case 'K' -> stack.push((long) (bytes.get() & 0xff));
      case 'M' -> stack.push((long) (bytes.getShort() & 0xffff));
      case 0x8a -> stack.push(whole(bytes.get() & 0xff));
      case 'G' -> {
        bytes.getDouble();
        stack.push(NOTHING);
      }
      case 'X' -> stack.push(text(bytes.getInt()));
      case 0x8c -> stack.push(text(bytes.get() & 0xff));
      case '}' -> stack.push(new LinkedHashMap<Object, Object>());
      case ']' -> stack.push(new ArrayList<Object>());
      case ')' -> stack.push(new ArrayList<Object>());
      case 't' -> stack.push(toMark());
      case 'l' -> stack.push(toMark());
      case 'd' -> stack.push(put(new LinkedHashMap<>(), toMark()));
      case 0x85, 0x86, 0x87 -> stack.push(last(code - 0x84));
      case 'a' -> {
        Object element = stack.pop();
        list().add(element);
      }
      case 'e' -> {
        List<Object> elements = toMark();
        list().addAll(elements);
      }
      case 's' -> {
        List<Object> pair = last(2);
        put(map(), pair);
      }
      case 'u' -> {
        List<Object> pairs = toMark();
        put(map(), pairs);
      }
      case 'q' -> memo.put(bytes.get() & 0xff, Objects.requireNonNull(stack.peek()));
      case 'r' -> memo.put(bytes.getInt(), Objects.requireNonNull(stack.peek()));
      case 0x94 -> memo.put(memo.size(), Objects.requireNonNull(stack.peek()));
      case 'h' -> stack.push(Objects.requireNonNull(memo.get(bytes.get() & 0xff)));
      case 'j' -> stack.push(Objects.requireNonNull(memo.get(bytes.getInt())));
      case 'c' -> stack.push(new Global(line() + "." + line()));
      case 0x93 -> {
        List<Object> names = last(2);
        stack.push(new Global(names.getFirst() + "." + names.getLast()));
      }
      case 'Q' -> stack.push(storage((List<?>) stack.pop()));
      case 'R' -> {
        List<?> arguments = (List<?>) stack.pop();
        stack.push(made(((Global) stack.pop()).name, arguments));
      }
      case 'b' -> stack.pop(); // Attributes of the one below.
      case 0x81 -> throw refused("makes", ((Global) last(2).getFirst()).name);
      default ->
          throw new RefusedException(
              "has the instruction 0x%02x at byte %d%s"
                  .formatted(code, bytes.position() - 1, REFUSAL));
    }
  }

  private Object made(String function, List<?> arguments) throws RefusedException {
    return switch (function) {
      case "collections.OrderedDict" -> new LinkedHashMap<Object, Object>();
      case "torch._utils._rebuild_parameter" -> arguments.getFirst();
      case "torch._utils._rebuild_tensor_v2" -> {
        // Metadata stands seventh: views that are negated or conjugated when they are read.
        if (arguments.size() > 6 && !(arguments.get(6) instanceof Map<?, ?> map && map.isEmpty())) {
          throw refused("has metadata of a tensor (a negated or conjugated view?)", function);
        }
        yield tensor((Storage) arguments.getFirst(), "", arguments);
      }
      case "torch._utils._rebuild_tensor_v3" ->
          tensor((Storage) arguments.getFirst(), ((Global) arguments.get(6)).name, arguments);
      case "torch.Size" -> arguments.getFirst();
      case "torch.device" -> NOTHING;
      default -> throw refused("calls", function);
    };
  }

  private static RefusedException refused(String does, String what) {
    return new RefusedException(does + " " + MatrixFormatException.quote(what) + REFUSAL);
  }

  private static StoredTensor tensor(Storage storage, String type, List<?> arguments) {
    List<Long> shape = wholes((List<?>) arguments.get(2));
    List<Long> strides = wholes((List<?>) arguments.get(3));
    long offset = (Long) arguments.get(1);
    if (offset < 0 || offset > 1L << 52 || shape.size() != strides.size()) {
      throw new IllegalArgumentException("no layout");
    }
    return new StoredTensor(
        type.isEmpty() ? storage.type : type(type), storage.key, offset, shape, strides);
  }

  private static List<Long> wholes(List<?> list) {
    List<Long> wholes = new ArrayList<>();
    for (Object element : list) {
      long whole = (Long) element;
      if (whole < 0 || whole > 1L << 52) {
        throw new IllegalArgumentException("negative or too large");
      }
      wholes.add(whole);
    }
    return wholes;
  }

  /// ('storage', its class, key, device, how many numbers).
  private static Storage storage(List<?> id) {
    if (!"storage".equals(id.getFirst())) {
      throw new IllegalArgumentException("no storage");
    }
    return new Storage(type(((Global) id.get(1)).name), (String) id.get(2));
  }

  /// `torch.FloatStorage` is F32; what has no such name keeps its own.
  private static String type(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(last, last);
  }

  @SuppressWarnings("unchecked") // What is made here holds anything.
  private List<Object> list() {
    return (List<Object>) Objects.requireNonNull(stack.peek());
  }

  @SuppressWarnings("unchecked") // What is made here holds anything.
  private Map<Object, Object> map() {
    return (Map<Object, Object>) Objects.requireNonNull(stack.peek());
  }

  private static Map<Object, Object> put(Map<Object, Object> map, List<Object> pairs) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (!(pairs.get(i) instanceof String) && !(pairs.get(i) instanceof Long)) {
        throw new IllegalArgumentException("a key is neither text nor a whole number");
      }
      map.put(pairs.get(i), pairs.get(i + 1));
    }
    return map;
  }

  /// What was pushed since the last mark.
  private List<Object> toMark() {
    List<Object> elements = new ArrayList<>();
    for (Object top = stack.pop(); !(top instanceof Mark); top = stack.pop()) {
      elements.add(top);
    }
    return new ArrayList<>(elements.reversed());
  }

  private List<Object> last(int count) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(stack.pop());
    }
    return new ArrayList<>(elements.reversed());
  }

  private Object whole(int length) {
    byte[] digits = new byte[length];
    for (int i = length - 1; i >= 0; i--) {
      digits[i] = bytes.get();
    }
    return length > 8 ? NOTHING : length == 0 ? 0L : new BigInteger(digits).longValueExact();
  }

  private String text(int length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException("longer than the pickle");
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (byte letter = bytes.get(); letter != '\n'; letter = bytes.get()) {
      line.append((char) letter);
    }
    return line.toString();
  }
}
