import FuzzSupport
import Scenarios
import Tables

/// Scenarios, sweeps and knobs on any bytes; the first chooses which. Each ends with a future or a message.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFutures(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = bytes.first else { return 0 }
  let content = Array(bytes.dropFirst())
  let project = SoundProject()
  do throws(Diagnostic) {
    switch choice % 4 {
    case 0:
      let scenario = try Scenario(content, file: "future.json5") { (_) throws(Diagnostic) in Array("{}".utf8) }
      _ = try scenario.project(project)
      _ = try scenario.changes(of: project)
    case 1:
      let sweep = try Sweep(content, file: "grid.json5", base: .baseline, salt: "")
      for one in sweep.cases.prefix(3) { _ = try one.scenario.project(project) }
    case 2:
      let parts = String(decoding: content, as: UTF8.self).split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return 0 }
      var scenario = Scenario(name: "knob")
      try scenario.set(parts[0], to: parts[1])
      _ = try scenario.project(project)
    default:
      let parts = String(decoding: content, as: UTF8.self).split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return 0 }
      _ = try TornadoRange(parts[0], parts[1], at: "--range").words
    }
  } catch {
    precondition(!error.message.isEmpty && !error.code.isEmpty && error.kind != .internal)
  }
  return 0
}
