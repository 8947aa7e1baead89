internal import Calendars
internal import Checking
public import Plans
internal import Tables

/// The inputs that a plan names, against a project's files. A project may go on changing: differences are notes. Where its
/// files are all those that the plan was made from, what the plan says of them must be what they say.
struct InputComparison {
  private let plan: PlanDocument
  private let root: String
  private let folder: String?
  private let files: FolderFiles

  /// - Parameters:
  ///   - root: the project's folder.
  ///   - folder: the plan's; nil for one that stands alone.
  init(plan: PlanDocument, root: String, folder: String?) throws(Diagnostic) {
    self.plan = plan
    self.root = root
    self.folder = folder
    files = try FolderFiles(root)
  }

  func findings() throws(Diagnostic) -> [Breach] {
    let changed = try changed()
    let project = try? Project.read(files)
    let new = new(project)
    // Plans beside this one are replaced as a matter of course.
    guard new.isEmpty, changed.allSatisfy({ plan.inputs[$0.number].isPlan }), let project else {
      return changed.map(\.note) + new
    }
    return changed.map(\.note)
      + ProjectComparison(plan: plan, project: project, root: root, folder: folder).findings(
        readsNeighbours: changed.isEmpty)
  }

  /// Inputs that are gone or other ones now.
  private func changed() throws(Diagnostic) -> [(number: Int, note: Breach)] {
    var found: [(number: Int, note: Breach)] = []
    for (number, input) in plan.inputs.enumerated() {
      func note(_ message: String) {
        found.append(
          (
            number,
            Breach(
              rule: "inputs.changed", severity: .note, file: PlanFile.plan, column: "inputs[\(number)]",
              message: message)
          ))
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
    return found
  }

  /// Files that a plan would be made from today, but this one wasn't.
  ///
  /// - Parameter project: nil where it can't be read; then those are looked for that every project may have.
  private func new(_ project: Project?) -> [Breach] {
    let known = Set(plan.inputs.map(\.path))
    let names = (try? files.files(in: "")) ?? []
    let there = project?.inputs.map(\.path) ?? ["absences.csv", "requests.csv", "events.csv"].filter(names.contains)
    return there.filter { !known.contains($0) }.map { path in
      Breach(
        rule: "inputs.new", severity: .note, file: PlanFile.plan, column: "inputs",
        message: "'\(path)' is there now; the plan wasn't made from it")
    }
  }
}

extension InputFile {
  public static func named(_ path: String, _ bytes: [UInt8]) -> InputFile {
    InputFile(path: path, bytes: bytes.count, sha256: SHA256.hex(of: bytes))
  }

  /// Whether it is a plan beside the one that names it.
  var isPlan: Bool { path.hasPrefix("plans/") && !path.hasPrefix("plans/\(PlansFolder.historyFolder)/") }
}
