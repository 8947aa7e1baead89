internal import Foundation
internal import Planning
internal import Tables

/// A job array, handed to Slurm's own `sbatch`.
struct SlurmJob {
  /// Where its script and its logs are kept.
  var script: String
  var logs: String

  func write(_ text: String) throws(Diagnostic) {
    try AtomicFile.write(Array(text.utf8), to: script)
    do { try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true) } catch {
      throw Diagnostic(
        "slurm.logs", "'\(logs)' can't be made", cure: "Choose another folder with --out.", kind: .cannotWrite)
    }
  }

  /// - Parameters:
  ///   - shards: which tasks of the array.
  ///   - waits: comes back only when all of them have ended, well or not.
  /// - Returns: the job's number.
  /// - Throws: `slurm.missing` where there is no `sbatch`, `slurm.refused` with what it said.
  func submit(_ shards: [Int], waits: Bool) throws(Diagnostic) -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["sbatch", "--parsable", "--array=\(Self.ranges(shards))"] + (waits ? ["--wait"] : []) + [script]
    let answer = Pipe()
    let complaints = Pipe()
    process.standardOutput = answer
    process.standardError = complaints
    do { try process.run() } catch { throw Self.missing }
    let said = (try? answer.fileHandleForReading.readToEnd()).flatMap(\.self) ?? Data()
    let complained = (try? complaints.fileHandleForReading.readToEnd()).flatMap(\.self) ?? Data()
    process.waitUntilExit()
    // 127: env found no such command. With --wait, a failed task makes sbatch fail too, after the job's number.
    if process.terminationStatus == 127 { throw Self.missing }
    let number = String(decoding: said, as: UTF8.self).prefix { $0.isNumber }
    guard !number.isEmpty else {
      let reason = String(decoding: complained, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      throw Diagnostic(
        "slurm.refused", "sbatch refused the job: \(reason)",
        cure: "Correct what it says, or write the job with --dry-run and submit it yourself.", kind: .answerIsNo)
    }
    return String(number)
  }

  private static var missing: Diagnostic {
    Diagnostic(
      "slurm.missing", "there is no 'sbatch' on this machine",
      cure: "Run it where Slurm is, or print the job with --dry-run.", kind: .missingInput)
  }

  /// `1-3,7`
  static func ranges(_ numbers: [Int]) -> String {
    var parts: [(Int, Int)] = []
    for number in numbers.sorted() {
      if let last = parts.last, last.1 == number - 1 {
        parts[parts.count - 1].1 = number
      } else {
        parts.append((number, number))
      }
    }
    return parts.map { $0 == $1 ? "\($0)" : "\($0)-\($1)" }.joined(separator: ",")
  }
}
