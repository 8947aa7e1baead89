internal import Tables

/// What the shell is told: every status with which the program ends, and which failure means which.
enum ExitStatus: Int32, CaseIterable, Sendable {
  case done = 0
  case answerIsNo = 1
  case usage = 64
  case badData = 65
  case missingInput = 66
  case internalFault = 70
  /// Of the bridge to the platform, which ends the process itself.
  case noMemory = 71
  case cannotWrite = 73
  case stoppedEarly = 75

  /// The status of a command that failed in this way.
  init(_ kind: Diagnostic.Kind) {
    self =
      switch kind {
      case .answerIsNo: .answerIsNo
      case .usage: .usage
      case .badData: .badData
      case .missingInput: .missingInput
      case .internal: .internalFault
      case .cannotWrite: .cannotWrite
      }
  }

  /// What it means, for help, manual and documentation.
  var meaning: String {
    switch self {
    case .done: "done"
    case .answerIsNo: "the answer is no: a check found breaches, or no rota keeps the hard rules"
    case .usage: "the command line is wrong"
    case .badData: "an input is wrong; the message names file, row and column"
    case .missingInput: "an input is missing"
    case .internalFault: "a fault of the program itself"
    case .noMemory: "the memory that the process may have (ulimit -v) is too little"
    case .cannotWrite: "an output cannot be written"
    case .stoppedEarly: "stopped early by Ctrl-C; the best result so far was written"
    }
  }
}
