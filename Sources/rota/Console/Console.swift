internal import Foundation
internal import Searching
internal import Synchronization
internal import Tables

/// Where a command speaks: the answer on one stream, everything else on the other.
final class Console: Sendable {
  /// The answer, and nothing but the answer.
  let output: TextStream
  /// Progress, warnings, errors.
  let errors: TextStream
  /// The process's environment, read once.
  let environment: [String: String]
  /// Columns of the terminal on which progress shows.
  let width: Int
  private let settings = Mutex(Settings())

  private struct Settings {
    var json = false
    var quiet = false
    /// `SearchProgress.elapsed` when progress was last shown.
    var lastProgress = -Double.infinity
  }

  init(output: TextStream, errors: TextStream, environment: [String: String], width: Int = 80) {
    self.output = output
    self.errors = errors
    self.environment = environment
    self.width = width
  }

  /// The console of this process.
  static func ofProcess(environment: [String: String]) -> Console {
    Console(
      output: TextStream(descriptor: STDOUT_FILENO, capacity: 1 << 16, environment: environment),
      errors: TextStream(descriptor: STDERR_FILENO, capacity: 0, environment: environment),
      environment: environment, width: terminalWidth(environment: environment))
  }

  /// Whether answers and errors are wanted as JSON.
  var json: Bool { settings.withLock(\.json) }
  var quiet: Bool { settings.withLock(\.quiet) }

  func configure(json: Bool, quiet: Bool) {
    settings.withLock {
      $0.json = json
      $0.quiet = quiet
    }
  }

  /// A piece of the answer.
  func answer(_ text: String) { output.write(text) }

  /// The whole answer as one JSON object, keys sorted. A type's `schema` field, where it has one, versions it.
  /// - Throws: `internal.json` when a number isn't finite.
  ///
  /// - Parameter infinitiesAsText: writes infinite numbers as `"Infinity"`, for answers in which they mean something: a
  ///   queue that grows for ever has no mean wait, and JSON has no number for that.
  func answer(json value: some Encodable, infinitiesAsText: Bool = false) throws(Diagnostic) {
    output.write(try Self.json(value, infinitiesAsText: infinitiesAsText))
    output.write("\n")
  }

  /// Says something on the way: not the answer, not an error. Nothing when quiet.
  func say(_ text: String) { if !quiet { errors.write(text + "\n") } }

  /// Asks somebody at a terminal; an answer that can't be read is asked for again.
  ///
  /// - Parameter usual: what an empty answer means.
  /// - Returns: nil where nobody is there to answer, or who is there wants the usual.
  func ask<T>(_ question: String, usual: String, read: (String) -> T?) -> T? {
    guard isatty(STDIN_FILENO) == 1, errors.isTerminal, !quiet, !json else { return nil }
    while true {
      errors.write("\(question) [\(usual)]: ")
      guard let line = readLine(), !line.allSatisfy(\.isWhitespace) else { return nil }
      if let answer = read(line) { return answer }
      errors.write("'\(line.prefix(60))' can't be read.\n")
    }
  }

  /// Shows a warning or an error. Warnings and notes keep still when quiet.
  func report(_ diagnostic: Diagnostic) {
    guard diagnostic.severity == .error || !quiet else { return }
    var text = diagnostic.description
    if errors.isStyled, let range = text.range(of: "\(diagnostic.severity.rawValue):") {
      let colour = diagnostic.severity == .error ? "31" : diagnostic.severity == .warning ? "33" : "36"
      text.replaceSubrange(range, with: "\u{1B}[1;\(colour)m\(diagnostic.severity.rawValue):\u{1B}[0m")
    }
    errors.write((diagnostic.position == nil ? "rota: " : "") + text + "\n")
  }

  /// Rewrites the progress line; on a terminal only, at most ten times a second.
  func progress(_ progress: SearchProgress) {
    guard errors.isTerminal, environment["TERM"] != "dumb" else { return }
    let isDue = settings.withLock { settings in
      guard !settings.quiet, progress.elapsed - settings.lastProgress >= 0.1 else { return false }
      settings.lastProgress = progress.elapsed
      return true
    }
    if isDue { errors.rewrite(ProgressLine.text(progress, width: width)) }
  }

  /// Ends progress and writes what is held back.
  /// - Returns: `cannotWrite` when the answer could not be written. A reader that closed the pipe is content.
  func finish(_ status: ExitStatus) -> ExitStatus {
    errors.endRewriting()
    output.flush()
    errors.flush()
    guard case .failed(let number) = output.condition else { return status }
    report(
      Diagnostic(
        "output.cannot-write", "the answer can't be written to standard output: \(String(cString: strerror(number)))",
        cure: "Free some space or write elsewhere.", kind: .cannotWrite))
    return .cannotWrite
  }

  static func json(_ value: some Encodable, infinitiesAsText: Bool = false) throws(Diagnostic) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    if infinitiesAsText {
      encoder.nonConformingFloatEncodingStrategy = .convertToString(
        positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    }
    do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch {
      throw Diagnostic(
        "internal.json", "the answer can't be written as JSON: \(error)",
        cure: "Please report this, with the command line.", kind: .internal)
    }
  }

  /// The terminal's columns, `COLUMNS`, or 80.
  private static func terminalWidth(environment: [String: String]) -> Int {
    var size = winsize()
    if ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return environment["COLUMNS"].flatMap { Int($0) }.map { max(20, $0) } ?? 80
  }
}

/// An error as `--json` prints it.
struct ErrorAnswer: Codable, Sendable {
  var schema = 1
  /// The exit status.
  var status: Int32
  var error: Diagnostic
}
