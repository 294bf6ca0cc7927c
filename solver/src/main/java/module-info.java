/// Best odd polynomials, schedules of them, and what is proved about a table.
///
/// [org.alternant.solver.minimax] finds the best polynomial, [org.alternant.solver.design] the
/// steps of a schedule and [org.alternant.solver.search] its degrees;
/// [org.alternant.solver.certificate] proves what a table does, in the arithmetic of
/// [org.alternant.solver.exact]; [org.alternant.solver.rounding] bounds what rounding errors add,
/// [org.alternant.solver.clip] fits a clip, [org.alternant.solver.formula] the parts of a formula,
/// and [org.alternant.solver.audit] finds out where a table comes from.
@SuppressWarnings("requires-automatic") // Commons Math 3 is older than modules.
module org.alternant.solver {
  requires commons.math3;
  requires transitive org.alternant.coefficients;

  exports org.alternant.solver.audit;
  exports org.alternant.solver.certificate;
  exports org.alternant.solver.clip;
  exports org.alternant.solver.design;
  exports org.alternant.solver.exact;
  exports org.alternant.solver.formula;
  exports org.alternant.solver.minimax;
  exports org.alternant.solver.rounding;
  exports org.alternant.solver.search;
}
