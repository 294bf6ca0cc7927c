package org.alternant.cli.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command's options and where their values go, as its annotations say, but for what only help
/// shows.
///
/// Objects are named by the fields that lead to them: the command itself is `.`, a mixin of its
/// mixin `.first.second`.
///
/// @param name the command's
/// @param mixins the fields that hold mixins, those of an object behind the object's own
/// @param specs the fields that hold the command's specification
/// @param arguments options and positional parameters
record CommandModel(
    String name, List<Place> mixins, List<Place> specs, List<ArgumentModel> arguments) {

  private static final String COMMAND = ".";

  /// A field of one of the objects.
  ///
  /// @param object the object's name
  /// @param field the field's
  record Place(String object, String field) {

    /// The name of the object in the field.
    String name() {
      return object.equals(COMMAND) ? COMMAND + field : object + "." + field;
    }
  }

  /// Copies the lists.
  CommandModel {
    mixins = List.copyOf(mixins);
    specs = List.copyOf(specs);
    arguments = List.copyOf(arguments);
  }

  /// What an annotated command is.
  static CommandModel of(CommandSpec spec) throws IllegalAccessException {
    List<Place> mixins = new ArrayList<>();
    List<Place> specs = new ArrayList<>();
    IdentityHashMap<Object, String> names = new IdentityHashMap<>();
    addFields(COMMAND, spec.userObject(), mixins, specs, names);
    List<ArgumentModel> arguments = new ArrayList<>();
    for (ArgSpec argument : spec.args()) {
      if (!argument.inherited()) {
        arguments.add(ArgumentModel.of(argument, names.getOrDefault(owner(argument), "")));
      }
    }
    return new CommandModel(spec.name(), mixins, specs, arguments);
  }

  /// The object that has the argument's field.
  private static Object owner(ArgSpec argument) {
    try {
      return argument.scope().get();
    } catch (Exception e) { // As picocli's interface has it; that of a field throws nothing.
      throw new IllegalStateException(e);
    }
  }

  private static void addFields(
      String name,
      Object object,
      List<Place> mixins,
      List<Place> specs,
      IdentityHashMap<Object, String> names)
      throws IllegalAccessException {
    names.put(object, name);
    for (Field field : object.getClass().getDeclaredFields()) {
      Place place = new Place(name, field.getName());
      if (field.isAnnotationPresent(Spec.class)) {
        specs.add(place);
      } else if (field.isAnnotationPresent(Mixin.class)) {
        mixins.add(place);
        field.setAccessible(true);
        addFields(place.name(), field.get(object), mixins, specs, names);
      }
    }
  }

  /// Makes the command anew, without reading annotations.
  ///
  /// @param command an object of its class
  CommandSpec spec(Object command) throws ReflectiveOperationException {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
    Map<String, Object> objects = new HashMap<>();
    objects.put(COMMAND, command);
    for (Place mixin : mixins) {
      Field field = field(objects, mixin);
      Object made = made(field.getType());
      field.set(objects.get(mixin.object()), made);
      objects.put(mixin.name(), made);
    }
    for (Place place : specs) {
      field(objects, place).set(objects.get(place.object()), spec);
    }
    for (ArgumentModel argument : arguments) {
      argument.addTo(spec, objects.get(argument.owner()));
    }
    return spec;
  }

  /// An object of a class with a constructor without arguments.
  static Object made(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private static Field field(Map<String, Object> objects, Place place) throws NoSuchFieldException {
    Object object = Objects.requireNonNull(objects.get(place.object()));
    Field field = object.getClass().getDeclaredField(place.field());
    field.setAccessible(true);
    return field;
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(name);
    writePlaces(out, mixins);
    writePlaces(out, specs);
    out.writeShort(arguments.size());
    for (ArgumentModel argument : arguments) {
      argument.write(out);
    }
  }

  static CommandModel read(DataInput in) throws IOException {
    String name = in.readUTF();
    List<Place> mixins = readPlaces(in);
    List<Place> specs = readPlaces(in);
    int count = in.readShort();
    List<ArgumentModel> arguments = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      arguments.add(ArgumentModel.read(in));
    }
    return new CommandModel(name, mixins, specs, arguments);
  }

  private static void writePlaces(DataOutput out, List<Place> places) throws IOException {
    out.writeByte(places.size());
    for (Place place : places) {
      out.writeUTF(place.object());
      out.writeUTF(place.field());
    }
  }

  private static List<Place> readPlaces(DataInput in) throws IOException {
    int count = in.readByte();
    List<Place> places = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      places.add(new Place(in.readUTF(), in.readUTF()));
    }
    return places;
  }
}
