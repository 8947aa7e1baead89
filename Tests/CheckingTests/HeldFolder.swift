import Foundation
import Plans

@testable import Checking
@testable import Planning

/// A project with a plan on disk, as its planner holds them.
struct HeldFolder {
  let project: URL
  let plan: PlanDocument

  var folder: URL { project.appending(path: "plans/\(plan.week)") }

  /// Every kind of queue, freshly planned.
  init() throws {
    project = FileManager.default.temporaryDirectory.appending(path: "rota-held-\(UUID().uuidString)")
    for (path, bytes) in SmallProject.everyKind.contents { try Self.write(bytes, to: project.appending(path: path)) }
    guard let held = HeldPlans.everyKind else { throw CocoaError(.fileReadUnknown) }
    plan = held.plan
    for (path, bytes) in held.files { try write(bytes, to: path) }
  }

  func remove() { try? FileManager.default.removeItem(at: project) }

  /// - Parameter path: inside the plan's folder.
  func write(_ bytes: [UInt8], to path: String) throws { try Self.write(bytes, to: folder.appending(path: path)) }

  func bytes(of path: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: path))) }

  static func write(_ bytes: [UInt8], to url: URL) throws {
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// What `rota check` finds of the plan, or of another in its place.
  func findings(_ change: (inout PlanDocument) -> Void = { _ in }) throws -> [Breach] {
    var plan = plan
    change(&plan)
    return try HeldPlan(plan, in: folder.path).findings
  }

  /// The part of it that compares the plan with its project.
  func inputFindings(_ change: (inout PlanDocument) -> Void = { _ in }) throws -> [Breach] {
    var plan = plan
    change(&plan)
    return try InputComparison(plan: plan, root: project.path, folder: folder.path).findings()
  }

  /// The part of it that reads the folder's files.
  func fileFindings() throws -> [Breach] {
    checkFiles(try FolderFiles(folder.path).heldFiles(), of: plan, readBy: Tool.signature)
  }
}
