import java.math.BigDecimal;
import java.nio.file.*;
import java.util.List;
import org.alternant.coefficients.*;
import org.alternant.exports.ExportTarget;
import org.alternant.toolkit.audit.*;
import org.alternant.toolkit.catalogue.Tables;
import org.alternant.toolkit.compare.Comparison;
import org.alternant.toolkit.design.*;
import org.alternant.toolkit.export.*;
import org.alternant.toolkit.figure.*;
import org.alternant.toolkit.selfcheck.SelfCheckRuns;
import org.alternant.toolkit.solve.Solve;
import org.alternant.toolkit.source.MatrixSpectra;
import org.alternant.toolkit.validate.*;
import org.alternant.toolkit.verify.*;

/// Each verb of the toolkit is one call: a program outside the build, on the installed artifacts.
class EveryVerb {

  public static void main(String... args) throws Exception {
    var five = DesignTask.builder().degrees(Degrees.repeated(5, 5)).lower(1e-3);
    CoefficientTable table = Design.of(five.build()).orThrow().table();
    Design.of(five.cushion(0.02).safetyFactor(1.02).build()).orThrow();
    Design.of(five.coefficients(CoefficientGrid.BFLOAT16).build()).orThrow();
  }
}
