/// Surveying checkpoints: [Survey#of] reads the matrices of a [SurveyTask]'s files and answers with
/// their singular values, each [SurveyedMatrix] by itself and each [SurveyedGroup] together, and
/// where that is asked for with the table that suits them.
///
/// ```java
/// Path file = Path.of("model.safetensors");
/// Survey survey = Survey.of(SurveyTask.customary(List.of(file)), ProgressListener.NONE);
/// for (SurveyedGroup group : survey.groups()) {
///   System.out.println(group.kind() + " " + group.lower());
/// }
/// ```
@NullMarked
package org.alternant.toolkit.survey;

import org.jspecify.annotations.NullMarked;
