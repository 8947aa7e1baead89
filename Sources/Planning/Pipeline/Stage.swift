internal import Tables

/// A step of the pipeline: what it needs are its properties, and `run` makes its output from them alone. It reads and
/// writes nothing and knows no clock; what people should be told is part of the output.
protocol Stage {
  associatedtype Output
  func run() throws(Diagnostic) -> Output
}
