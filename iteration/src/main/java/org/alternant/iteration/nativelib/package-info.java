/// Opens shared libraries on the machine and calls their C functions, through the Foreign Function
/// & Memory API. The backends use it; nothing here knows what a library computes.
///
/// [LibrarySearch] lists the candidates, [NativeLibrary] opens the first that opens, and
/// [NativeFunction] is one of its functions.
@NullMarked
package org.alternant.iteration.nativelib;

import org.jspecify.annotations.NullMarked;
