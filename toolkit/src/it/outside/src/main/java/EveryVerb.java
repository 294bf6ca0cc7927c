import org.alternant.coefficients.*;
import org.alternant.exports.*;
import org.alternant.toolkit.audit.*;
import org.alternant.toolkit.catalogue.*;
import org.alternant.toolkit.compare.*;
import org.alternant.toolkit.design.*;
import org.alternant.toolkit.export.*;
import org.alternant.toolkit.figure.*;
import org.alternant.toolkit.selfcheck.*;
import org.alternant.toolkit.source.*;
import org.alternant.toolkit.validate.*;
import org.alternant.toolkit.verify.*;

void main(String... args) throws Exception {
  var five = Degrees.repeated(5, 5);
  var bfloat16 = CoefficientGrid.parse("bfloat16");
  var momentum = Path.of(args[0]);
  var spectrum = MatrixSpectra.read(List.of(momentum), Normalization.FROBENIUS);
  var designs =
      List.of(
          DesignTask.builder().degrees(five).lower(1e-3).cushion(0.02).safetyFactor(1.02),
          DesignTask.builder().degrees(Degrees.withinProducts(15)).lower(1e-3),
          DesignTask.builder().degrees(Degrees.searched(DesignSearch.maximumError(0.1)).withFront()).lower(1e-3),
          DesignTask.builder().degrees(five).lowerEnd(LowerEnd.within(0.3)),
          DesignTask.builder().degrees(five).lowerEnd(LowerEnd.of(spectrum)),
          DesignTask.builder().degrees(five).lower(1e-3).coefficients(bfloat16),
          DesignTask.builder().degrees(five).lower(1e-3).rounding(Precision.BFLOAT16, new MatrixShape(64, 128)));
  for (var design : designs) {
    IO.println(Design.of(design.build()).orThrow().table().name());
  }
  CoefficientTable table = Tables.read("nanochat-5");
  IO.println(Verification.of(VerifyRequest.of(table).within(0.2)));
  IO.println(Audit.of(AuditRequest.of(table)).findings().origin());
  IO.println(Comparison.of(List.of(table, Tables.read("jordan-5")), new Interval(1e-3, 1)));
  IO.println(Validation.run(ValidationRequest.of(table, new MatrixSource.Given(List.of(MatrixBatch.read(momentum)))).build()).runs().getFirst().verdict());
  IO.println(Export.of(ExportTask.of(table, ExportTarget.PYTORCH).withSelfCheck(SelfCheckRuns.INSTANCE)));
  IO.println(Figure.of(FigureTask.of(table)));
}
