/// Drawing tables: [FigureTask] says what to show, [Figure#of] draws it, and [FigureOutcome] is the
/// picture or the reason why there is none.
///
/// ```java
/// CoefficientTable ours = Catalogue.find("polar-express-8").orElseThrow();
/// CoefficientTable theirs = Catalogue.find("jordan-5").orElseThrow();
/// FigureTask task =
///     FigureTask.of(ours, theirs).withFormat(FigureFormat.PNG).withTheme(FigureTheme.DARK);
/// switch (Figure.of(task)) {
///   case FigureOutcome.Drawn figure -> Files.write(Path.of("figure.png"), figure.content());
///   case FigureOutcome.Refused refused -> System.err.println(refused.reason());
/// }
/// ```
///
/// A figure consists of panels ([FigurePanel]): the steps of a table, the composition with its
/// certified image as a band, the error with its certified maximum as a line. Bands and lines are
/// proved here; curves are sampled from the exact composition (`SampledTable`). `Drawing` lays the
/// panels out in a `FigureGrid` and has XChart draw them; `FigureStyle` knows colours, dashes and
/// fonts, `LogarithmicAxis` ticks and labels.
///
/// Java's graphics (AWT), XChart and Batik are used in this package and nowhere else. Nothing opens
/// a window; a program that may run where there is a display sets the system property
/// `java.awt.headless` to `true` before its first figure, so that Java does not look for it.
@NullMarked
package org.alternant.toolkit.figure;

import org.jspecify.annotations.NullMarked;
