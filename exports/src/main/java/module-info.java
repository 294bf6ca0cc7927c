/// A coefficient table as code or data for another runtime: [org.alternant.exports.Exports].
module org.alternant.exports {
  requires transitive org.alternant.coefficients;

  exports org.alternant.exports;
  exports org.alternant.exports.dispatch;
  exports org.alternant.exports.formula;
}
