internal import Calendars
public import Checking
internal import Foundation
public import Plans
internal import Publishing
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

  /// Whether some of the plan's figures were taken as they stand; the notes say which.
  public var hasUncheckedFigures: Bool { findings.contains { $0.rule == "figures.unchecked" } }

  /// Whether the plan counts people of plans beside it who are not there since those were made again.
  public var countsAbsentPeople: Bool { findings.contains { $0.rule == "neighbours.absent" } }

  /// Checks a plan: every rule of the rota, every figure that the plan states, every file of its folder, and, where its
  /// project is known, whether its inputs are still those that it was made from, whether it says what they say, and how it
  /// fits the plans beside it.
  ///
  /// - Parameters:
  ///   - folder: the plan's folder; nil for a plan that stands alone (standard input), of which no file is compared.
  ///   - project: the project's folder; nil = looked for as `ProjectOfPlan` says.
  ///   - readsFiles: false for a plan whose files will be written anew.
  /// - Throws: what can't be read of the folder, or of a project that was named.
  public init(_ plan: PlanDocument, in folder: String?, project: String? = nil, readsFiles: Bool = true)
    throws(Diagnostic)
  {
    try self.init(plan, beside: readsFiles ? folder : nil)
    // Numbers beyond every range: nothing may be computed with them.
    guard !findings.contains(where: { $0.rule == "rota.unreadable" }) else { return }
    guard let root = try ProjectOfPlan.folder(of: plan, at: folder, named: project) else {
      findings.append(
        Breach(
          rule: "neighbours.unknown", severity: .note,
          message: "no project folder was found, so that the plans beside this one weren't read; name it with --project"
        ))
      return
    }
    findings += try InputComparison(plan: plan, root: root, folder: folder).findings()
    inputsCompared = true
    findings += try PlansFolder(project: root).borders(of: plan, in: folder, besides: findings)
  }

  /// The rota, the figures and the folder's files, without the project.
  private init(_ plan: PlanDocument, beside folder: String?) throws(Diagnostic) {
    self.plan = plan
    findings = PlanCheck(plan).findings()
    filesCompared = 0
    inputsCompared = false
    guard let folder, !findings.contains(where: { $0.rule == "rota.unreadable" }) else { return }
    let files = try FolderFiles(folder).heldFiles()
    findings += checkFiles(files, of: plan, readBy: Tool.signature)
    if let finding = pageFinding(files, in: folder) { findings.append(finding) }
    filesCompared = files.keys.count { PlanFolder.isPublished($0) && $0 != PlanFile.plan }
  }

  /// Whether `rota check` would find nothing wrong with a plan and the files of its folder.
  public static func isSound(_ plan: PlanDocument, in folder: String) -> Bool {
    (try? HeldPlan(plan, beside: folder))?.breaches.isEmpty ?? false
  }

  /// The page is a function of the plan alone: where the same program wrote both, it is made anew and compared as a whole.
  /// It was drawn by the clocks that the plan records, or by those of today where it was made again since.
  /// A plan or a page that is wrong already says nothing new by its words.
  private func pageFinding(_ files: [String: [UInt8]], in folder: String) -> Breach? {
    guard let page = files[PlanFile.report],
      !findings.contains(where: {
        $0.severity == .breach && ($0.file == nil || $0.file == PlanFile.plan || $0.file == PlanFile.report)
      })
    else { return nil }
    let hasOtherClocks = plan.findings(underRules: ProjectZones.choice(forPlanAt: folder)).contains {
      $0.severity != .note
    }
    let finding = checkPage(
      page, made: Array(reportPage(plan).utf8),
      isBinding: PlanOrigin(plan, readBy: Tool.signature).isOurs && !hasOtherClocks)
    guard let finding else { return nil }
    return checkPage(page, made: Array(reportPage(plan.byItsOwnClocks()).utf8), isBinding: true) == nil ? nil : finding
  }
}

extension FolderFiles {
  /// The files of a plan's folder by path, hidden ones left out: those beside `plan.json`, every file below `calendars/`,
  /// and what lies directly in other folders; a folder further down stands for what it holds. Bytes are read of what a plan
  /// may have written.
  func heldFiles() throws(Diagnostic) -> [String: [UInt8]] {
    let calendars = PlanFile.calendarFolder
    var found: [String: [UInt8]] = [:]
    var open = [""]
    while let inside = open.popLast() {
      for name in try files(in: inside) {
        let path = inside.isEmpty ? name : "\(inside)/\(name)"
        let place = folder.appending(path: path).path
        switch FileKind(at: place) {
        case .folder:
          // A link may lead back to where it stands: only those beside plan.json are followed.
          let isLink = FileKind(at: place, followsLinks: false) == .link
          let isNear = inside.isEmpty || !isLink && path.hasPrefix(calendars + "/")
          if isNear { open.append(path) } else { found[path] = [] }
        case .file:
          let mayBeOurs =
            PlanFolder.isPublished(path) || path.hasPrefix(calendars + "/") && path.lowercased().hasSuffix(".ics")
          found[path] = try mayBeOurs ? bytes(of: path) : []
        case .nothing, .special, .link: break
        }
      }
    }
    return found
  }
}
