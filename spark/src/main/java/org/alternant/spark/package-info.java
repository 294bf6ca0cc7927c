/// The survey of checkpoints as an Apache Spark job: [Survey] is what `spark-submit` starts. The
/// driver lists tensors by the headers of their files ([ClusterObserver]), executors look at one
/// matrix a task where its file lies ([Look]), and what they see is put together by the same code
/// as on one machine. [Locations] reads names of files: paths, or URIs of Hadoop's file systems,
/// which are read by way of [HadoopFileSystem].
@NullMarked
package org.alternant.spark;

import org.jspecify.annotations.NullMarked;
