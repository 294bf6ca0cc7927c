package org.alternant.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What this module uses of the others. That no other uses Spark or Hadoop the build sees to: none
/// depends on them.
class ArchitectureTest {

  private static final String ROOT = "org.alternant.";

  @Test
  void theJobUsesTheCommandAndWhatItLooksWith() {
    assertEquals(
        Set.of(
            "cli",
            "cli.options",
            "cli.survey",
            "coefficients",
            "iteration.files",
            "toolkit",
            "toolkit.survey"),
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT + "spark")
                .stream()
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .map(arrow -> arrow.getTargetClass().getBaseComponentType())
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT) && !name.equals(ROOT + "spark"))
                .map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toCollection(TreeSet::new)));
  }
}
