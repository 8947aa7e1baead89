internal import Foundation

/// A part of a page in `docs/` that the tests write, between `<!-- NAME: written by the tests -->` and
/// `<!-- end of NAME -->`.
public struct WrittenPart {
  /// What stands there.
  public let text: String
  private let document: URL
  private let before: Substring
  private let after: Substring

  public enum Failure: Error { case noPart(String) }

  /// Whether the parts are to be written anew instead of compared; a test that does so fails all the same.
  public static var isRecording: Bool { ProcessInfo.processInfo.environment["ROTA_RECORD"] != nil }

  /// - Parameter page: relative to `docs/`.
  public init(_ name: String, of page: String) throws {
    document = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/\(page)")
    let whole = try String(contentsOf: document, encoding: .utf8)
    guard let start = whole.range(of: "<!-- \(name): written by the tests -->")?.upperBound,
      let stop = whole.range(of: "<!-- end of \(name) -->", range: start..<whole.endIndex)?.lowerBound
    else { throw Failure.noPart("\(page) has no part '\(name)'") }
    (before, after) = (whole[..<start], whole[stop...])
    text = String(whole[start..<stop])
  }

  public func write(_ text: String) throws {
    try Data((before + text + after).utf8).write(to: document, options: .atomic)
  }
}
