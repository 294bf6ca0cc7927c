package org.alternant.cli.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/// An option or a positional parameter, but for what only help shows.
///
/// @param names of an option; empty for a positional parameter
/// @param owner which of the command's objects has the field, as [CommandModel] names them; empty
///   for picocli's own options
/// @param field the field's name, or empty
/// @param elements the types of the elements, or of the value
/// @param label what stands for the value in messages
/// @param arity how many values; empty where that is left to the type, so that a flag may be given
///   one
/// @param index where a positional parameter stands, or empty
/// @param split what separates the values of one word, or empty
/// @param defaultValue the value where none is given, or null
/// @param converter the class of the option's own converter, or empty
/// @param required whether it must be given
/// @param help whether it asks for help
/// @param version whether it asks for the version
/// @param inherit whether a command's commands have it, too
record ArgumentModel(
    List<String> names,
    String owner,
    String field,
    List<String> elements,
    String label,
    String arity,
    String index,
    String split,
    @Nullable String defaultValue,
    String converter,
    boolean required,
    boolean help,
    boolean version,
    boolean inherit) {

  private static final Map<String, Class<?>> PRIMITIVES =
      Map.of(
          "int", int.class, "long", long.class, "double", double.class, "boolean", boolean.class);

  /// What an annotated option is.
  ///
  /// @param owner as above
  static ArgumentModel of(ArgSpec argument, String owner) {
    OptionSpec option = argument.isOption() ? (OptionSpec) argument : null;
    ITypeConverter<?>[] converters = argument.converters();
    return new ArgumentModel(
        option == null ? List.of() : List.of(option.names()),
        owner,
        owner.isEmpty() ? "" : ((Field) argument.userObject()).getName(),
        Arrays.stream(argument.auxiliaryTypes()).map(Class::getName).toList(),
        argument.paramLabel(),
        argument.arity().isUnspecified() ? "" : argument.arity().toString(),
        argument instanceof PositionalParamSpec positional ? positional.index().toString() : "",
        argument.splitRegex(),
        argument.defaultValue(),
        converters.length == 0 ? "" : converters[0].getClass().getName(),
        argument.required(),
        option != null && option.usageHelp(),
        option != null && option.versionHelp(),
        argument.scopeType() == ScopeType.INHERIT);
  }

  /// Adds the argument to a command.
  ///
  /// @param object that has the field, or null
  void addTo(CommandSpec spec, @Nullable Object object) throws ReflectiveOperationException {
    Class<?>[] types = types();
    Binding binding = object == null ? null : new Binding(object, bound(object));
    // Picocli's two builders share a class that is not public.
    if (names.isEmpty()) {
      var builder =
          PositionalParamSpec.builder()
              .index(index)
              .type(binding == null ? types[0] : binding.field().getType())
              .auxiliaryTypes(types)
              .converters(converters())
              .paramLabel(label)
              .splitRegex(split)
              .defaultValue(defaultValue)
              .required(required);
      if (!arity.isEmpty()) {
        builder.arity(arity);
      }
      spec.addPositional((binding == null ? builder : bind(builder, binding)).build());
    } else {
      var builder =
          OptionSpec.builder(names.toArray(String[]::new))
              .usageHelp(help)
              .versionHelp(version)
              .scopeType(inherit ? ScopeType.INHERIT : ScopeType.LOCAL)
              .type(binding == null ? types[0] : binding.field().getType())
              .auxiliaryTypes(types)
              .converters(converters())
              .paramLabel(label)
              .splitRegex(split)
              .defaultValue(defaultValue)
              .required(required);
      if (!arity.isEmpty()) {
        builder.arity(arity);
      }
      spec.addOption((binding == null ? builder : bind(builder, binding)).build());
    }
  }

  private static PositionalParamSpec.Builder bind(
      PositionalParamSpec.Builder builder, Binding binding) {
    return builder
        .getter(binding)
        .setter(binding)
        .initialValue(binding.get())
        .hasInitialValue(true);
  }

  private static OptionSpec.Builder bind(OptionSpec.Builder builder, Binding binding) {
    return builder
        .getter(binding)
        .setter(binding)
        .initialValue(binding.get())
        .hasInitialValue(true);
  }

  private Field bound(Object object) throws NoSuchFieldException {
    Field bound = object.getClass().getDeclaredField(field);
    bound.setAccessible(true);
    return bound;
  }

  private ITypeConverter<?>[] converters() throws ReflectiveOperationException {
    return converter.isEmpty()
        ? new ITypeConverter<?>[0]
        : new ITypeConverter<?>[] {(ITypeConverter<?>) CommandModel.made(Class.forName(converter))};
  }

  private Class<?>[] types() throws ClassNotFoundException {
    Class<?>[] types = new Class<?>[elements.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = type(elements.get(i));
    }
    return types;
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    Class<?> primitive = PRIMITIVES.get(name);
    return primitive == null ? Class.forName(name) : primitive;
  }

  /// A field of a command's object.
  private record Binding(Object object, Field field) implements IGetter, ISetter {

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // picocli's interface.
    public <T> T get() {
      try {
        return (T) field.get(object);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public <T> T set(T value) {
      try {
        T before = get();
        field.set(object, value);
        return before;
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  void write(DataOutput out) throws IOException {
    writeList(out, names);
    out.writeUTF(owner);
    out.writeUTF(field);
    writeList(out, elements);
    out.writeUTF(label);
    out.writeUTF(arity);
    out.writeUTF(index);
    out.writeUTF(split);
    out.writeBoolean(defaultValue != null);
    out.writeUTF(Objects.requireNonNullElse(defaultValue, ""));
    out.writeUTF(converter);
    out.writeBoolean(required);
    out.writeBoolean(help);
    out.writeBoolean(version);
    out.writeBoolean(inherit);
  }

  static ArgumentModel read(DataInput in) throws IOException {
    List<String> names = readList(in);
    String owner = in.readUTF();
    String field = in.readUTF();
    List<String> elements = readList(in);
    String label = in.readUTF();
    String arity = in.readUTF();
    String index = in.readUTF();
    String split = in.readUTF();
    boolean hasDefault = in.readBoolean();
    String defaultValue = in.readUTF();
    return new ArgumentModel(
        names,
        owner,
        field,
        elements,
        label,
        arity,
        index,
        split,
        hasDefault ? defaultValue : null,
        in.readUTF(),
        in.readBoolean(),
        in.readBoolean(),
        in.readBoolean(),
        in.readBoolean());
  }

  private static void writeList(DataOutput out, List<String> texts) throws IOException {
    out.writeByte(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> readList(DataInput in) throws IOException {
    int count = in.readByte();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
