import Foundation
import Tables
import Testing

@testable import Planning

@Suite struct ProjectLockTests {
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-lock-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test("one writer at a time; who else comes is told by whom, and gets in when it is over")
  func writers() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let held = try ProjectLock(folder, for: .writing, command: "rota import")
    for purpose in [ProjectLock.Purpose.writing, .reading] {
      do {
        try ProjectLock.hold(folder, for: purpose, command: "rota plan", patience: 0.05) {}
        Issue.record("held twice")
      } catch {
        #expect(error.code == "project.locked" && error.kind == .cannotWrite)
        #expect(error.message.contains("rota import (process \(getpid()) on "), "\(error.message)")
      }
    }
    held.release()
    try ProjectLock.hold(folder, for: .writing, command: "rota plan", patience: 0.05) {}
  }

  @Test("readers share it, and keep writers out")
  func readers() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try ProjectLock(folder, for: .reading, command: "rota plan")
    try ProjectLock.hold(folder, for: .reading, command: "rota plan", patience: 0.05) {}
    #expect(throws: Diagnostic.self) {
      try ProjectLock.hold(folder, for: .writing, command: "rota import", patience: 0.05) {}
    }
    first.release()
    try ProjectLock.hold(folder, for: .writing, command: "rota import", patience: 0.05) {}
  }

  @Test("what stands under the lock's name and is no plain file is refused, not waited for")
  func strange() throws {
    for kind in ["pipe", "link", "folder"] {
      let folder = try folder()
      defer { try? FileManager.default.removeItem(at: folder) }
      let path = folder.appending(path: ProjectLock.fileName).path
      switch kind {
      case "pipe": #expect(mkfifo(path, 0o644) == 0)
      case "link": #expect(symlink("/dev/null", path) == 0)
      default: #expect(mkdir(path, 0o755) == 0)
      }
      do {
        try ProjectLock.hold(folder, for: .writing, command: "rota import", patience: 0.05) {}
        Issue.record("\(kind) was locked")
      } catch { #expect(error.code == "project.lock" && error.kind == .cannotWrite) }
    }
  }

  @Test("a lock file that is removed while it is held is not taken for the lock")
  func removed() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: ProjectLock.fileName).path
    let held = try ProjectLock(folder, for: .writing, command: "rota import")
    #expect(unlink(path) == 0)
    // Whoever comes now makes a new one; the old holder can't be known any more.
    let next = try ProjectLock(folder, for: .writing, command: "rota plan", patience: 0.05)
    held.release()
    #expect(throws: Diagnostic.self) {
      try ProjectLock.hold(folder, for: .writing, command: "rota import", patience: 0.05) {}
    }
    next.release()
  }
}
