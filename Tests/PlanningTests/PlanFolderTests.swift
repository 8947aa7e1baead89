import Foundation
import Glibc
import Publishing
import Tables
import Testing
import Verification

@testable import Planning

@Suite("A plan folder is replaced as a whole")
struct PlanFolderTests {
  /// A fresh folder, removed when the body ends.
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func file(_ path: String, _ text: String) -> PublishedFile {
    PublishedFile(path: path, bytes: Array(text.utf8))
  }

  private func text(_ url: URL) -> String? { try? String(contentsOf: url, encoding: .utf8) }

  @Test("the second plan takes the place of the first, and leaves nothing of it") func replaced() throws {
    try inFolder { folder in
      let plan = PlanFolder(folder.appending(path: "plans/2026-W49").path)
      try plan.publish([file("plan.json", "1"), file("calendars/a.ics", "a"), file("calendars/b.ics", "b")])
      try plan.publish([file("plan.json", "2"), file("calendars/a.ics", "c")])
      let root = folder.appending(path: "plans/2026-W49")
      #expect(text(root.appending(path: "plan.json")) == "2")
      #expect(text(root.appending(path: "calendars/a.ics")) == "c")
      #expect(text(root.appending(path: "calendars/b.ics")) == nil)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "plans").path) == ["2026-W49"])
    }
  }

  @Test("a note that somebody left in the folder is still there") func foreignFilesStay() throws {
    try inFolder { folder in
      let plan = PlanFolder(folder.appending(path: "w").path)
      try plan.publish([file("plan.json", "1")])
      try Data("call them".utf8).write(to: folder.appending(path: "w/notes.txt"))
      try plan.publish([file("plan.json", "2")])
      #expect(text(folder.appending(path: "w/notes.txt")) == "call them")
      #expect(text(folder.appending(path: "w/plan.json")) == "2")
    }
  }

  @Test("a folder with other people's files is refused") func occupied() throws {
    try inFolder { folder in
      try Data("x".utf8).write(to: folder.appending(path: "thesis.txt"))
      let error = #expect(throws: Diagnostic.self) { try PlanFolder(folder.path).publish([file("plan.json", "1")]) }
      #expect(error?.code == "plan.out-occupied")
      #expect(error?.kind == .cannotWrite)
      #expect(text(folder.appending(path: "plan.json")) == nil)
    }
  }

  @Test("what a killed run left is removed by the next one") func stale() throws {
    try inFolder { folder in
      // No process has this number: it lies above the kernel's limit of four million.
      let left = folder.appending(path: ".w.new-99999999")
      try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
      try PlanFolder(folder.appending(path: "w").path).publish([file("plan.json", "1")])
      #expect(!FileManager.default.fileExists(atPath: left.path))
    }
  }

  @Test("a folder that a living run is writing is left alone") func living() throws {
    try inFolder { folder in
      let staged = try StagedFolder(beside: folder.appending(path: "w"))
      try PlanFolder(folder.appending(path: "w").path).publish([file("plan.json", "1")])
      #expect(FileManager.default.fileExists(atPath: staged.url.path))
      staged.remove()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["w"])
    }
  }

  @Test(
    "pipes, links and empty folders that somebody left are kept, and nobody waits for them", .hanging)
  func foreignKinds() throws {
    try inFolder { folder in
      let plan = PlanFolder(folder.appending(path: "w").path)
      try plan.publish([file("plan.json", "1")])
      let root = folder.appending(path: "w")
      #expect(mkfifo(root.appending(path: "pipe").path, 0o600) == 0)
      try FileManager.default.createSymbolicLink(
        atPath: root.appending(path: "nowhere").path, withDestinationPath: "/does/not/exist")
      try FileManager.default.createSymbolicLink(
        atPath: root.appending(path: "away").path, withDestinationPath: folder.path)
      try FileManager.default.createDirectory(
        at: root.appending(path: "notes/empty"), withIntermediateDirectories: true)
      try plan.publish([file("plan.json", "2")])
      #expect(text(root.appending(path: "plan.json")) == "2")
      #expect(FileKind(at: root.appending(path: "pipe").path) == .special)
      #expect(FileKind(at: root.appending(path: "notes/empty").path) == .folder)
      for name in ["nowhere", "away"] {
        #expect(FileKind(at: root.appending(path: name).path, followsLinks: false) == .link, "\(name)")
      }
    }
  }

  @Test("a pipe in the place of plan.json is refused, not waited for", .hanging) func pipe() throws {
    try inFolder { folder in
      #expect(mkfifo(folder.appending(path: "plan.json").path, 0o600) == 0)
      let error = #expect(throws: Diagnostic.self) { try PlanFolder(folder.path).current() }
      #expect(error?.code == "plan.not-a-file" && error?.kind == .badData)
    }
  }

  @Test("a link to a folder is written through and stays; one that leads nowhere is refused") func linked() throws {
    try inFolder { folder in
      let link = folder.appending(path: "plans")
      try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "web")
      let error = #expect(throws: Diagnostic.self) { try PlanFolder(link.path).publish([file("plan.json", "0")]) }
      #expect(error?.code == "plan.out-dangling" && error?.kind == .cannotWrite)
      try FileManager.default.createDirectory(at: folder.appending(path: "web"), withIntermediateDirectories: true)
      for text in ["1", "2"] { try PlanFolder(link.path).publish([file("plan.json", text)]) }
      #expect(FileKind(at: link.path, followsLinks: false) == .link)
      #expect(text(folder.appending(path: "web/plan.json")) == "2")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["plans", "web"])
    }
  }

  @Test("a step that isn't done leaves everything as it was") func undone() throws {
    try inFolder { folder in
      let plan = PlanFolder(folder.appending(path: "w").path)
      try plan.publish([file("plan.json", "1")])
      try plan.publish([file("plan.json", "2")]) { _ throws(Diagnostic) in }
      #expect(text(folder.appending(path: "w/plan.json")) == "1")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["w"])
    }
  }

  @Test("a folder without a plan says so") func missing() throws {
    try inFolder { folder in
      let error = #expect(throws: Diagnostic.self) { try PlanFolder.read(folder.path) }
      #expect(error?.code == "plan.missing")
      #expect(error?.kind == .missingInput)
    }
  }
}
