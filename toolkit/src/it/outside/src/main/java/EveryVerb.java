import org.alternant.toolkit.design.*;

/// Each verb of the toolkit is one call.
class EveryVerb {

  public static void main(String... args) throws Exception {
    System.out.println(
        Design.of(DesignTask.builder().degrees(Degrees.repeated(5, 5)).lower(1e-3).build()));
  }
}
