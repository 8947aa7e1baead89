internal import Foundation

/// Where an instance comes from.
enum InstanceSource {
  case file(String)
  /// Built in, for the smoke run.
  case text(String)

  /// The next plain word as a file.
  init(_ arguments: inout Arguments, subject: String) throws {
    guard let file = arguments.word() else { throw UsageError(description: "\(subject) needs an instance file") }
    self = .file(file)
  }

  /// Name without folder and ending, and content.
  func read() throws -> (name: String, bytes: [UInt8]) {
    switch self {
    case .text(let text): ("smoke", Array(text.utf8))
    case .file(let path):
      (
        URL(filePath: path).deletingPathExtension().lastPathComponent,
        [UInt8](try Data(contentsOf: URL(filePath: path)))
      )
    }
  }
}
