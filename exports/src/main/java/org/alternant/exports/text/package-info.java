/// What the writers of exports share and what knows no request: numbers, identifiers, templates and
/// foreign text made harmless (`CodeText`), and how steps are written (`Plans`).
@NullMarked
package org.alternant.exports.text;

import org.jspecify.annotations.NullMarked;
