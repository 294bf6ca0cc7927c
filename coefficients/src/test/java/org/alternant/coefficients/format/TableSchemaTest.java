package org.alternant.coefficients.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.MalformedTables.Kind;
import org.alternant.coefficients.format.MalformedTables.Malformed;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.formula.Part;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.literal.NumberText;
import org.alternant.coefficients.text.EnumIds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The schema, the records and the codec say the same.
class TableSchemaTest {
  private static final JsonNode JSON = Resources.json(TableWriter.SCHEMA);

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(JSON);

  /// Fields that are no record component, by record.
  private static final Map<Class<?>, Set<String>> ADDED =
      Map.of(
          CoefficientTable.class,
          Set.of("$schema", "formatVersion", "function", "root", "bound"),
          FormulaTable.class,
          Set.of("$schema", "formatVersion"),
          Part.class,
          Set.of("function", "root"),
          Step.class,
          Set.of("degree", "coefficientsHex"));

  /// Records whose components stand among the fields of the object that has them.
  private static final Set<Class<?>> SPREAD = Set.of(MatrixShape.class, RoundingRules.class);

  /// A field of an object in a table.
  ///
  /// @param name the field's
  /// @param component holds its value
  /// @param optional whether it may be left out
  private record Field(String name, RecordComponent component, boolean optional) {}

  private static boolean accepts(byte[] file) {
    return SCHEMA.validate(Resources.JSON.readTree(file)).isEmpty();
  }

  /// The records a table is made of, found by following components from the table.
  static Set<Class<?>> records() {
    Set<Class<?>> found = new LinkedHashSet<>();
    Deque<Class<?>> open = new ArrayDeque<>(List.of(CoefficientTable.class, FormulaTable.class));
    while (!open.isEmpty()) {
      Class<?> record = open.pop();
      if (found.add(record)) {
        fields(record)
            .map(field -> valueType(field.component()))
            .filter(Class::isRecord)
            .forEach(open::push);
      }
    }
    return found;
  }

  private static Stream<Field> fields(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).flatMap(TableSchemaTest::fields);
  }

  private static Stream<Field> fields(RecordComponent component) {
    if (component.getType() == TableFunction.class) {
      // Said once, by the table.
      return Stream.of();
    }
    boolean optional =
        component.getAnnotatedType().isAnnotationPresent(Nullable.class)
            || component.getType() == RoundingRules.Storage.class;
    return SPREAD.contains(component.getType())
        ? fields(component.getType())
            .map(part -> new Field(part.name(), part.component(), optional || part.optional()))
        : Stream.of(new Field(component.getName(), component, optional));
  }

  /// The type of a component, or of its elements if it is a list.
  private static Class<?> valueType(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
        ? (Class<?>) list.getActualTypeArguments()[0]
        : component.getType();
  }

  private static JsonNode definition(Class<?> record) {
    return JSON.path("$defs").path(record.getSimpleName());
  }

  /// A component's schema, the one of its elements if it is a list, after following references.
  private static JsonNode valueSchema(Class<?> record, RecordComponent component) {
    JsonNode schema = resolve(definition(record).path("properties").path(component.getName()));
    return resolve(component.getType() == List.class ? schema.path("items") : schema);
  }

  private static JsonNode resolve(JsonNode schema) {
    return schema.has("$ref") ? JSON.at(schema.get("$ref").stringValue().substring(1)) : schema;
  }

  private static Set<String> texts(JsonNode array) {
    return array
        .valueStream()
        .map(JsonNode::stringValue)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyRecordOfATableIsFound() {
    assertEquals(24, records().size(), () -> records().toString());
  }

  @ParameterizedTest
  @MethodSource("records")
  void propertiesAreTheRecordComponents(Class<?> record) {
    Set<String> expected = new TreeSet<>(ADDED.getOrDefault(record, Set.of()));
    fields(record).map(Field::name).forEach(expected::add);
    assertEquals(expected, new TreeSet<>(definition(record).path("properties").propertyNames()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void requiredPropertiesAreTheComponentsThatCannotBeNull(Class<?> record) {
    Set<String> expected = new TreeSet<>(ADDED.getOrDefault(record, Set.of()));
    // Required with one function, refused with the others.
    expected.removeAll(Set.of("root", "bound"));
    fields(record).filter(field -> !field.optional()).map(Field::name).forEach(expected::add);
    assertEquals(expected, texts(definition(record).path("required")));
  }

  @ParameterizedTest
  @MethodSource("records")
  void typesAreTheComponentsTypes(Class<?> record) {
    fields(record)
        .map(Field::component)
        .forEach(
            component -> {
              JsonNode schema = valueSchema(record, component);
              Class<?> type = valueType(component);
              if (type.isEnum()) {
                assertEquals(ids(type), texts(schema.path("enum")));
              } else if (type.isRecord()) {
                assertEquals(definition(type), schema);
              } else {
                assertEquals(jsonType(type), schema.path("type").asString(), component.toString());
              }
            });
  }

  private static Set<String> ids(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> EnumIds.of((Enum<?>) constant))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String jsonType(Class<?> type) {
    boolean text = type == String.class || type == CoefficientGrid.class;
    boolean integer = type == Integer.class || type == int.class;
    return text ? "string" : integer ? "integer" : "number";
  }

  @Test
  void everyObjectIsClosed() {
    List<JsonNode> objects =
        JSON.findParents("properties").stream().filter(o -> o.has("required")).toList();
    assertEquals(records().size(), objects.size());
    objects.forEach(o -> assertEquals("false", o.path("additionalProperties").asString()));
  }

  @Test
  void limitsAreTheCodesLimits() {
    JsonNode definitions = JSON.path("$defs");
    assertEquals(TableFunction.MAX_DEGREE, definitions.at("/degree/maximum").doubleValue());
    assertEquals(
        CoefficientTable.MAX_STEPS,
        definitions.at("/CoefficientTable/properties/steps/maxItems").doubleValue());
    assertEquals(
        "^" + NumberText.HEXADECIMAL + "$",
        definitions.at("/Step/properties/coefficientsHex/items/pattern").stringValue());
  }

  static Stream<CoefficientTable> tables() {
    return Stream.of(
            Catalogue.all().stream(),
            Stream.of(
                SampleTables.FULL, SampleTables.ROOT, SampleTables.CLIP, SampleTables.MINIMAL),
            SampleTables.random(3).limit(50))
        .flatMap(tables -> tables);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void writtenTablesValidate(CoefficientTable table) {
    assertEquals(List.of(), SCHEMA.validate(Resources.JSON.readTree(TableWriter.write(table))));
  }

  static Stream<Malformed> malformed() {
    return MalformedTables.all().stream().filter(m -> m.kind() != Kind.NOT_JSON);
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void schemaRefusesWhatTheReaderRefusesAsFarAsItCan(Malformed malformed) {
    assertEquals(malformed.kind() == Kind.BEYOND_SCHEMA, accepts(malformed.file()));
  }

  /// Leaving out an optional field gives a table for both; leaving out a required one, for neither.
  @Test
  void schemaAndReaderAgreeOnEveryFieldThatIsLeftOut() {
    int agreed = 0;
    for (String path : fields(full(), "")) {
      ObjectNode table = full();
      int slash = path.lastIndexOf('/');
      ((ObjectNode) table.at(path.substring(0, slash))).remove(path.substring(slash + 1));
      byte[] file = Resources.JSON.writeValueAsBytes(table);
      assertEquals(accepts(file), reads(file), path);
      agreed++;
    }
    assertTrue(agreed > 50, "only " + agreed);
  }

  private static ObjectNode full() {
    return (ObjectNode) Resources.JSON.readTree(TableWriter.write(SampleTables.FULL));
  }

  private static boolean reads(byte[] file) {
    try {
      TableReader.read(file);
      return true;
    } catch (TableFormatException e) {
      return false;
    }
  }

  private static List<String> fields(JsonNode json, String path) {
    Stream<String> here =
        json.isObject()
            ? json.propertyNames().stream().map(name -> path + "/" + name)
            : Stream.of();
    Stream<String> below =
        json.isObject()
            ? json.properties().stream()
                .flatMap(f -> fields(f.getValue(), path + "/" + f.getKey()).stream())
            : IntStream.range(0, json.size())
                .boxed()
                .flatMap(i -> fields(json.get(i), path + "/" + i).stream());
    return Stream.concat(here, below).toList();
  }
}
