internal import Foundation
internal import Plans
internal import Tables

/// A project as it is, but for one plan: links to its files and to its other plans, in the temporary folder.
struct ProjectCopy {
  let folder: String
  let living: LivingPlan

  /// - Throws: `file.cannot-write`.
  init(of plan: LivingPlan) throws(Diagnostic) {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: "rota-again-\(UUID().uuidString)").path
    folder = root
    living = LivingPlan(project: root, name: plan.name)
    let project = plan.projectFolder.standardizedFileURL.resolvingSymlinksInPath().path
    let isOther = { (name: String) in PlanPlace.home(of: name) != plan.name }
    do {
      try manager.createDirectory(
        atPath: "\(root)/plans/\(PlansFolder.historyFolder)", withIntermediateDirectories: true)
      func link(_ part: String, where isMeant: (String) -> Bool) throws {
        let names = try FolderNames.names(in: project + part) ?? []
        for name in names where isMeant(name) {
          try manager.createSymbolicLink(
            atPath: "\(root)\(part)/\(name)", withDestinationPath: "\(project)\(part)/\(name)")
        }
      }
      try link("") { $0 != "plans" && !$0.hasPrefix(".rota") }
      try link("/plans") { !$0.hasPrefix(".") && isOther($0) }
      try link("/plans/\(PlansFolder.historyFolder)", where: isOther)
    } catch {
      try? manager.removeItem(atPath: root)
      throw (error as? Diagnostic) ?? AtomicFile.refusal(root)
    }
  }

  func put(_ bytes: [UInt8], as name: String) throws(Diagnostic) {
    try AtomicFile.write(bytes, to: "\(folder)/plans/\(name)/\(PlanFile.plan)")
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
