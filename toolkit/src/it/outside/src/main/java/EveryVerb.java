import org.alternant.coefficients.*;
import org.alternant.exports.*;
import org.alternant.toolkit.*;
import org.alternant.toolkit.audit.*;
import org.alternant.toolkit.catalogue.*;
import org.alternant.toolkit.compare.*;
import org.alternant.toolkit.design.*;
import org.alternant.toolkit.export.*;
import org.alternant.toolkit.figure.*;
import org.alternant.toolkit.recommend.*;
import org.alternant.toolkit.selfcheck.*;
import org.alternant.toolkit.source.*;
import org.alternant.toolkit.validate.*;
import org.alternant.toolkit.verify.*;

void main(String... args) throws Exception {
  var momentum = Path.of(args[0]);
  var spectrum = MatrixSpectra.read(List.of(momentum), Normalization.FROBENIUS);
  var five = Degrees.repeated(5, 5);
  var fewest = Degrees.searched(DesignSearch.maximumError(0.1));
  for (var design :
      List.of(
          DesignTask.builder().degrees(five).lower(1e-3).cushion(0.02).safetyFactor(1.02),
          DesignTask.builder().degrees(Degrees.withinProducts(12).withFront()).lower(1e-3),
          DesignTask.builder().degrees(fewest).lower(1e-3),
          DesignTask.builder().degrees(five).lowerEnd(LowerEnd.within(0.3)),
          DesignTask.builder().degrees(five).lowerEnd(LowerEnd.of(spectrum)),
          DesignTask.builder()
              .degrees(five)
              .lower(1e-3)
              .coefficients(CoefficientGrid.parse("bfloat16")),
          DesignTask.builder()
              .degrees(five)
              .lower(1e-3)
              .rounding(Precision.BFLOAT16, new MatrixShape(64, 128)))) {
    System.out.println(Design.of(design.build()).orThrow().table().name());
  }
  var table = Tables.read("nanochat-5");
  var proved = (VerifyOutcome.Verified) Verification.of(VerifyRequest.of(table).within(0.2));
  System.out.println(proved.margin());
  System.out.println(Audit.of(AuditRequest.of(table)).findings().origin().recipe().orElseThrow());
  System.out.println(
      Comparison.of(List.of(table, Tables.read("jordan-5")), new Interval(1e-3, 1)).size());
  var small =
      RecommendTask.customary()
          .withBudget(2)
          .withLower(0.5)
          .withShapes(List.of(new MatrixShape(4, 4)));
  System.out.println(
      ((RecommendOutcome.Recommended) Recommend.of(small, ProgressListener.NONE))
          .chosen()
          .products());
  var matrices = new MatrixSource.Given(List.of(MatrixBatch.read(momentum)));
  var run = Validation.run(ValidationRequest.of(table, matrices).build()).runs().getFirst();
  System.out.println(((Verdict.Inside) run.verdict()).reason());
  var code =
      (ExportOutcome.Exported)
          Export.of(
              ExportTask.of(table, ExportTarget.PYTORCH).withSelfCheck(SelfCheckRuns.INSTANCE));
  System.out.println(code.content().length);
  var figure = (FigureOutcome.Drawn) Figure.of(FigureTask.of(table));
  System.out.println(figure.content().length);
}
