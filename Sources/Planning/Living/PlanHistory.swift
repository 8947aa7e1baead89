internal import Foundation
internal import Glibc
internal import Plans
internal import Tables

/// The folder `plans/.history/NAME`: `revisions/NNNN/` with `plan.json` and `changes.json` of every published plan,
/// `drafts/` with the `plan.json` of every draft by its SHA-256, and `journal.jsonl`.
///
/// - Precondition: `ProjectLock` is held for writing by whoever changes it.
struct PlanHistory: Sendable {
  let folder: String

  private var journal: String { folder + "/journal.jsonl" }

  // MARK: Journal

  /// A last line that was cut short, by a kill or a full disk, counts as not written.
  /// - Throws: `journal.bad-line` with its row.
  func lines() throws(Diagnostic) -> [JournalLine] {
    guard try FileKind.known(at: journal) != .nothing else { return [] }
    let bytes = try readFile(journal)
    let whole = bytes[..<(bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)]
    var lines: [JournalLine] = []
    for (index, line) in whole.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().enumerated() {
      do { lines.append(try JSONDecoder().decode(JournalLine.self, from: Data(line))) } catch {
        throw Diagnostic(
          "journal.bad-line", "the line is none that 'rota' writes", at: SourcePosition(file: journal, row: index + 1),
          cure: "Put back the journal from a copy, or move the folder \(folder) away: the plans stay, their past goes.")
      }
    }
    return lines
  }

  func read() throws(Diagnostic) -> JournalReading { JournalReading(try lines()) }

  /// Writes a line and brings it to the disk.
  func append(_ line: JournalLine) throws(Diagnostic) {
    try makeFolder(folder)
    let isNew = FileKind(at: journal) == .nothing
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(line) else {
      throw Diagnostic("journal.not-written", "the journal's line cannot be written as JSON", kind: .internal)
    }
    let descriptor = open(journal, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw AtomicFile.refusal(journal, AtomicFile.errorText()) }
    defer { close(descriptor) }
    let end = Self.endOfLines(descriptor)
    guard ftruncate(descriptor, off_t(end)) == 0 else { throw AtomicFile.refusal(journal, AtomicFile.errorText()) }
    let bytes = [UInt8](data) + [0x0A]
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        pwrite(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written, off_t(end + written))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = AtomicFile.errorText()
        ftruncate(descriptor, off_t(end))
        throw AtomicFile.refusal(journal, reason)
      }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw AtomicFile.refusal(journal, AtomicFile.errorText()) }
    if isNew { AtomicFile.syncFolder(folder) }
  }

  /// Behind the last line that was written to its end.
  private static func endOfLines(_ descriptor: Int32) -> Int {
    var end = Int(lseek(descriptor, 0, SEEK_END))
    var byte: UInt8 = 0
    while end > 0 {
      guard pread(descriptor, &byte, 1, off_t(end - 1)) == 1, byte != 0x0A else { break }
      end -= 1
    }
    return max(0, end)
  }

  // MARK: Inputs

  /// Keeps a file that a plan was made from, once.
  /// - Returns: its name in `inputs/`: its SHA-256, and the ending of its own name.
  func keepInput(_ bytes: [UInt8], named path: String) throws(Diagnostic) -> String {
    let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map(String.init) ?? ""
    let isPlain = (1...8).contains(ending.utf8.count) && ending.utf8.allSatisfy { (48...122).contains($0) }
    let name = SHA256.hex(of: bytes) + (isPlain ? ".\(ending)" : "")
    let place = "\(folder)/inputs/\(name)"
    if FileKind(at: place) != .file { try AtomicFile.write(bytes, to: place) }
    return name
  }

  // MARK: Drafts

  /// Keeps the `plan.json` of a draft, once.
  /// - Returns: its SHA-256.
  func keep(_ bytes: [UInt8]) throws(Diagnostic) -> String {
    let name = SHA256.hex(of: bytes)
    if FileKind(at: path(ofDraft: name)) != .file { try AtomicFile.write(bytes, to: path(ofDraft: name)) }
    return name
  }

  func path(ofDraft sha: String) -> String { "\(folder)/drafts/\(sha).json" }

  /// - Throws: `journal.draft-lost` where it isn't there as it was kept.
  func draft(_ sha: String) throws(Diagnostic) -> [UInt8] {
    if FileKind(at: path(ofDraft: sha)) == .file {
      let bytes = try readFile(path(ofDraft: sha))
      if SHA256.hex(of: bytes) == sha { return bytes }
    }
    throw Diagnostic(
      "journal.draft-lost", "'\(path(ofDraft: sha))' is not the draft that the journal names",
      cure: "Put it back from a copy, or plan again.")
  }

  // MARK: Revisions

  func path(ofRevision number: Int) -> String {
    let digits = String(number)
    return "\(folder)/revisions/" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// The `plan.json` of a revision; nil where none was kept.
  func revision(_ number: Int) throws(Diagnostic) -> [UInt8]? {
    let file = "\(path(ofRevision: number))/\(PlanFile.plan)"
    return FileKind(at: file) == .file ? try readFile(file) : nil
  }

  static let changesFile = "changes.json"

  /// Writes a revision and brings it to the disk.
  func write(_ plan: [UInt8], _ changes: [UInt8], asRevision number: Int) throws(Diagnostic) {
    let place = path(ofRevision: number)
    try AtomicFile.write(changes, to: "\(place)/\(Self.changesFile)")
    try AtomicFile.write(plan, to: "\(place)/\(PlanFile.plan)")
    AtomicFile.syncFolder("\(folder)/revisions")
  }

  func removeRevision(_ number: Int) {
    try? FileManager.default.removeItem(atPath: path(ofRevision: number))
  }

  private func makeFolder(_ path: String) throws(Diagnostic) {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw AtomicFile.refusal(path)
    }
  }
}
