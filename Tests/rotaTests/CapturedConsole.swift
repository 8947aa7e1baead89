import Foundation
import Synchronization

@testable import rota

/// A console whose streams are kept in memory.
final class CapturedConsole: Sendable {
  private let outputBytes = Mutex<[UInt8]>([])
  private let errorBytes = Mutex<[UInt8]>([])

  var output: String { outputBytes.withLock { String(decoding: $0, as: UTF8.self) } }
  var errors: String { errorBytes.withLock { String(decoding: $0, as: UTF8.self) } }

  /// - Parameter outputFailure: the error number of every write of the answer.
  func console(
    isTerminal: Bool = false, environment: [String: String] = [:], capacity: Int = 0, outputFailure: Int32 = 0
  ) -> Console {
    let styled = TextStream.isStyled(isTerminal: isTerminal, environment: environment)
    return Console(
      output: TextStream(isTerminal: isTerminal, isStyled: styled, capacity: capacity) { bytes in
        if outputFailure == 0 { self.outputBytes.withLock { $0 += bytes } }
        return outputFailure
      },
      errors: TextStream(isTerminal: isTerminal, isStyled: styled, capacity: 0) { bytes in
        self.errorBytes.withLock { $0 += bytes }
        return 0
      }, environment: environment, width: 60)
  }

  /// Runs a command line in this process.
  func run(_ line: String) -> ExitStatus {
    RotaCommand.run(line.split(separator: " ").map(String.init), on: console())
  }
}
