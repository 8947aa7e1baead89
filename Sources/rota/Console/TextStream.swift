internal import Foundation
internal import Synchronization

/// An output stream of the program: written in order, from any thread.
final class TextStream: Sendable {
  /// What a stream does with bytes; returns 0, or the error number of the failed write.
  typealias Sink = @Sendable (UnsafeRawBufferPointer) -> Int32

  private struct State {
    var buffer: [UInt8] = []
    var closed = false
    var failure: Int32?
    /// Whether a line that is going to be rewritten stands on the terminal.
    var showsProgress = false
  }

  /// How writing ended.
  enum Condition: Hashable, Sendable {
    case good
    /// The reader closed its end: it has seen what it wanted, and nothing more is written.
    case closed
    /// A write failed, with the system's error number.
    case failed(Int32)
  }

  /// Whether people look at it.
  let isTerminal: Bool
  /// Whether colour and rewritten lines are welcome.
  let isStyled: Bool
  private let capacity: Int
  private let sink: Sink
  private let state = Mutex(State())

  /// - Parameter capacity: bytes held back until they are worth a write; 0 writes at once.
  init(isTerminal: Bool, isStyled: Bool, capacity: Int, sink: @escaping Sink) {
    self.isTerminal = isTerminal
    self.isStyled = isStyled
    self.capacity = capacity
    self.sink = sink
  }

  /// A stream on a file descriptor. Colour is decided for each stream: a terminal that isn't dumb, and no `NO_COLOR`.
  convenience init(descriptor: Int32, capacity: Int, environment: [String: String]) {
    let isTerminal = isatty(descriptor) == 1
    self.init(
      isTerminal: isTerminal, isStyled: Self.isStyled(isTerminal: isTerminal, environment: environment),
      capacity: capacity
    ) { bytes in
      var offset = 0
      while offset < bytes.count {
        let written = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
        if written >= 0 { offset += written } else if errno != EINTR { return errno }
      }
      return 0
    }
  }

  /// `NO_COLOR` counts when it isn't empty (no-color.org).
  static func isStyled(isTerminal: Bool, environment: [String: String]) -> Bool {
    isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }

  var condition: Condition {
    state.withLock { state in
      state.closed ? .closed : state.failure.map { .failed($0) } ?? .good
    }
  }

  func write(_ text: String) { write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) {
    state.withLock { state in
      if state.showsProgress {
        state.showsProgress = false
        put(Array("\r\u{1B}[K".utf8), &state)
      }
      put(bytes, &state)
    }
  }

  /// Writes a line over the one written before in this way; the next `write` takes it away.
  func rewrite(_ line: String) {
    state.withLock { state in
      put(Array("\r\(line)\u{1B}[K".utf8), &state)
      state.showsProgress = true
      flush(&state)
    }
  }

  /// Takes the rewritten line away, if there is one.
  func endRewriting() { write([]) }

  func flush() { state.withLock { flush(&$0) } }

  private func put(_ bytes: [UInt8], _ state: inout State) {
    state.buffer += bytes
    if state.buffer.count >= max(1, capacity) { flush(&state) }
  }

  private func flush(_ state: inout State) {
    defer { state.buffer.removeAll(keepingCapacity: true) }
    guard !state.buffer.isEmpty, !state.closed, state.failure == nil else { return }
    switch state.buffer.withUnsafeBytes(sink) {
    case 0: break
    case EPIPE: state.closed = true
    case let failure: state.failure = failure
    }
  }
}
