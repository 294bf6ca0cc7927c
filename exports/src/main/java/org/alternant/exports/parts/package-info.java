/// What the writers of exports are made of and what knows no request: numbers, identifiers,
/// templates and foreign text made harmless (`CodeText`), how steps are written (`Plans`), and the
/// wire format of ONNX models (`Protobuf`).
@NullMarked
package org.alternant.exports.parts;

import org.jspecify.annotations.NullMarked;
