/// Finding tables: the shipped ones with their figures ([Tables#shipped]), and any table by what
/// names it ([TableReference]): a shipped table's name, a file, or its rows as text.
///
/// ```java
/// CoefficientTable mine = Tables.read("mine.json");
/// CoefficientTable typed = Tables.read("3.4445,-4.775,2.0315; 1.5,-0.5");
/// CoefficientTable array = Tables.read("rows.npy", TableRows::of);
/// Tables.shipped().forEach(one -> System.out.println(one.table().name() + " " + one.products()));
/// ```
///
/// What a file states about its rows (certificate, minimax errors) is proved anew before the table
/// is handed out; where it is not proved there is an [UnprovedTableException].
///
/// Nothing here computes with matrices. Files that hold rows as an array are read through a
/// [RowsReader], for which `org.alternant.toolkit.source` has `TableRows::of`.
@NullMarked
package org.alternant.toolkit.catalogue;

import org.jspecify.annotations.NullMarked;
