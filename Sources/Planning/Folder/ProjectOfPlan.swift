public import Calendars
internal import Foundation
public import Plans
public import Tables
public import Workforce

/// The project that a plan belongs to: where the plans beside it lie.
public enum ProjectOfPlan {
  /// The folder that was named; else the nearest folder above the plan that holds a `rota.json`; else the current folder, if
  /// its files are those that the plan was made from. Nil where there is none of these.
  ///
  /// - Parameters:
  ///   - path: the plan's folder or its `plan.json`; nil for a plan that comes from a stream.
  ///   - named: what the command line says.
  /// - Throws: `project.no-folder` where the named one is no project.
  public static func folder(of plan: PlanDocument, at path: String?, named: String? = nil) throws(Diagnostic) -> String?
  {
    if let folder = try folder(above: path, named: named) { return folder }
    return isProject(".") && holdsInputs(of: plan, in: ".") ? "." : nil
  }

  /// How other programs know the people of the plan, by the `agents.csv` of its project, with a warning where two share an
  /// address; empty where it has no project.
  /// - Throws: also what keeps the project from being read.
  public static func addresses(
    for plan: PlanDocument, at path: String?, named: String? = nil
  ) throws(Diagnostic) -> (known: [PersonID: PersonAddress], warnings: [Diagnostic]) {
    guard let folder = try folder(of: plan, at: path, named: named) else { return ([:], []) }
    let project = try Project.read(try FolderFiles(folder))
    return (project.addresses, project.warnings.filter { $0.code == PeopleReader.sameAddress })
  }

  /// The folder that was named; else the nearest folder above that holds a `rota.json`.
  /// - Throws: `project.no-folder` where the named one is no project.
  static func folder(above path: String?, named: String?) throws(Diagnostic) -> String? {
    if let named {
      guard isProject(named) else {
        throw Diagnostic(
          "project.no-folder", "'\(named)' holds no rota.json, so it is no project folder",
          cure: "Name the project folder.",
          kind: .missingInput)
      }
      return named
    }
    guard let path, let real = FileKind.followed(path) else { return nil }
    var folder = URL(filePath: real)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if isProject(folder.path) { return folder.path }
    }
    return nil
  }

  /// Whether the folder holds a `rota.json`.
  public static func isProject(_ folder: String) -> Bool {
    FileKind(at: URL(filePath: folder).appending(path: "rota.json").path) == .file
  }

  /// Whether the settings and people are byte for byte those of the plan.
  private static func holdsInputs(of plan: PlanDocument, in folder: String) -> Bool {
    ["rota.json", "agents.csv"].allSatisfy { name in
      guard let input = plan.inputs.first(where: { $0.path == name }),
        let bytes = try? readFile(URL(filePath: folder).appending(path: name).path)
      else { return false }
      return bytes.count == input.bytes && SHA256.hex(of: bytes) == input.sha256
    }
  }
}
