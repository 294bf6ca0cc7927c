/// The coefficient table: its records, its format, and how a step is evaluated.
///
/// [org.alternant.coefficients] holds the table's records, [org.alternant.coefficients.formula]
/// those of functions that are made of parts, [org.alternant.coefficients.format] reads and writes
/// them and has the shipped tables, [org.alternant.coefficients.evaluation] chooses how a
/// polynomial is evaluated and counts what that costs, [org.alternant.coefficients.literal] finds
/// rows in foreign files, [org.alternant.coefficients.json] is JSON as a tree,
/// [org.alternant.coefficients.text] what messages and files call things.
module org.alternant.coefficients {
  requires static transitive org.jspecify;
  requires tools.jackson.core;

  exports org.alternant.coefficients;
  exports org.alternant.coefficients.evaluation;
  exports org.alternant.coefficients.format;
  exports org.alternant.coefficients.formula;
  exports org.alternant.coefficients.function;
  exports org.alternant.coefficients.json;
  exports org.alternant.coefficients.literal;
  exports org.alternant.coefficients.text;
}
