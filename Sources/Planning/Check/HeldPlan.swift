internal import Calendars
internal import Checking
internal import Foundation
public import Publishing
public import Rostering
public import Tables

/// A plan as people hold it: `plan.json` with the files beside it, and what is wrong with any of them.
public struct HeldPlan: Sendable {
  public var plan: PlanDocument
  /// Rules first, then figures, then file by file; breaches and notes.
  public var findings: [Breach]
  /// Files beside `plan.json` that were compared with it.
  public var filesCompared: Int
  /// Whether the inputs were compared with a project's.
  public var inputsCompared: Bool

  public var breaches: [Breach] { findings.filter { $0.severity == .breach } }

  /// Checks a plan: every rule of the rota, every figure that the plan states, every file of its folder, and, where its
  /// project is known, whether its inputs are still those that it was made from and how it fits the plans beside it.
  ///
  /// - Parameters:
  ///   - folder: the plan's folder; nil for a plan that stands alone (standard input), of which no file is compared.
  ///   - project: the project's folder; nil = looked for as `ProjectOfPlan` says.
  /// - Throws: what can't be read of the folder, or of a project that was named.
  public init(_ plan: PlanDocument, in folder: String?, project: String? = nil) throws(Diagnostic) {
    self.plan = plan
    let rules = PlanCheck(plan).findings()
    findings = rules
    filesCompared = 0
    inputsCompared = false
    // Numbers beyond every range: nothing may be computed with them.
    guard !rules.contains(where: { $0.rule == "rota.unreadable" }) else { return }
    if let folder {
      let files = try FolderFiles(folder).allFiles()
      findings += checkFiles(files, of: plan)
      findings += try reportNote(files)
      filesCompared = files.keys.count { PlanFolder.isPublished($0) && $0 != PlanFile.plan }
    }
    guard let root = try ProjectOfPlan.folder(of: plan, at: folder, named: project) else {
      findings.append(
        Breach(
          rule: "neighbours.unknown", severity: .note,
          message: "no project folder was found, so that the plans beside this one weren't read; name it with --project"
        ))
      return
    }
    findings += try InputComparison(plan: plan, files: try FolderFiles(root)).findings()
    inputsCompared = true
    findings += try PlansFolder(project: root).borders(of: plan, in: folder, besides: rules)
  }

  /// The page's words are not data: where this program wrote the plan, they are compared as a whole.
  private func reportNote(_ files: [String: [UInt8]]) throws(Diagnostic) -> [Breach] {
    guard plan.tool == Tool.signature, let page = files[PlanFile.report],
      !findings.contains(where: { $0.severity == .breach }), page != Array(reportPage(plan).utf8)
    else { return [] }
    return [
      Breach(
        rule: "files.report-words", severity: .note, file: PlanFile.report,
        message: "its data is the plan's, but its page isn't the one that 'rota report' writes")
    ]
  }
}

/// The inputs that a plan names, against a project's files. A project may go on changing: differences are notes.
struct InputComparison {
  var plan: PlanDocument
  var files: FolderFiles

  func findings() throws(Diagnostic) -> [Breach] {
    var findings: [Breach] = []
    for (number, input) in plan.inputs.enumerated() {
      func note(_ message: String) {
        findings.append(
          Breach(
            rule: "inputs.changed", severity: .note, file: PlanFile.plan, column: "inputs[\(number)]", message: message)
        )
      }
      guard let bytes = try files.bytes(of: input.path) else {
        note("'\(input.path)', which the plan was made from, is no longer there")
        continue
      }
      if bytes.count != input.bytes {
        note("'\(input.path)' has \(bytes.count) bytes, \(input.bytes) when the plan was made")
      } else if SHA256.hex(of: bytes) != input.sha256 {
        note("'\(input.path)' is not what it was when the plan was made")
      }
    }
    return findings
  }
}

extension FolderFiles {
  /// Every plain file below the folder by its path, hidden ones left out.
  fileprivate func allFiles() throws(Diagnostic) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for name in try files(in: "") {
      var isFolder: ObjCBool = false
      let url = folder.appending(path: name)
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else { continue }
      let inside = isFolder.boolValue ? try files(in: name).map { "\(name)/\($0)" } : [name]
      for path in inside where isPlain(path) { found[path] = try bytes(of: path) }
    }
    return found
  }

  /// Neither a folder nor anything that blocks its reader.
  private func isPlain(_ path: String) -> Bool {
    let url = folder.appending(path: path).resolvingSymlinksInPath()
    return (try? FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType) == .typeRegular
  }
}
