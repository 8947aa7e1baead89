import Foundation
import Tables
import Testing

@testable import rota

@Suite("Files that commands name")
struct CommandFilesTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota files \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func diagnostic(_ body: () throws(Diagnostic) -> Void) -> Diagnostic? {
    do throws(Diagnostic) {
      try body()
      return nil
    } catch { return error }
  }

  @Test("what was written is read, by file and by plan folder") func roundTrip() throws {
    try withFolder { folder in
      let console = CapturedConsole().console()
      let path = folder.appending(path: "plan.json").path
      try CommandFiles.write([1, 2, 0, 255], to: path, on: console)
      try CommandFiles.write([3], to: path, on: console)
      #expect(try CommandFiles.read(path) == [3])
      #expect(try CommandFiles.readPlan(folder.path).bytes == [3])
      #expect(try CommandFiles.readPlan(path).name == path)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["plan.json"])
    }
  }

  @Test("without a path the answer goes to the output") func output() throws {
    let captured = CapturedConsole()
    try CommandFiles.write(Array("a\n".utf8), to: nil, on: captured.console())
    #expect(captured.output == "a\n")
  }

  @Test("a link stays a link, and a pipe stays a pipe") func special() throws {
    try withFolder { folder in
      let console = CapturedConsole().console()
      let target = folder.appending(path: "target")
      let link = folder.appending(path: "link")
      try Data([1]).write(to: target)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
      try CommandFiles.write([2], to: link.path, on: console)
      #expect(try Data(contentsOf: target) == Data([2]))
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target.path)
      // A named pipe, held open at both ends.
      let pipe = folder.appending(path: "pipe").path
      #expect(mkfifo(pipe, 0o600) == 0)
      let descriptor = open(pipe, O_RDWR)
      defer { close(descriptor) }
      try CommandFiles.write([7], to: pipe, on: console)
      var byte: UInt8 = 0
      #expect(read(descriptor, &byte, 1) == 1 && byte == 7)
    }
  }

  @Test("what is missing or can't be written says so") func faults() throws {
    try withFolder { folder in
      let console = CapturedConsole().console()
      let absent = folder.appending(path: "absent").path
      let missing = try #require(diagnostic { () throws(Diagnostic) in _ = try CommandFiles.read(absent) })
      #expect(missing.code == "input.missing" && ExitStatus(missing.kind) == .missingInput)
      let wrong = try #require(diagnostic { () throws(Diagnostic) in _ = try CommandFiles.read(folder.path) })
      #expect(wrong.code == "input.folder" && ExitStatus(wrong.kind) == .missingInput)
      let empty = try #require(diagnostic { () throws(Diagnostic) in _ = try CommandFiles.readPlan(folder.path) })
      #expect(empty.message.contains("no plan.json"))
      for path in ["\(absent)/x", folder.path] {
        let fault = try #require(
          diagnostic { () throws(Diagnostic) in try CommandFiles.write([1], to: path, on: console) })
        #expect(fault.code == "output.cannot-write" && ExitStatus(fault.kind) == .cannotWrite)
        #expect(fault.message.contains(path))
      }
    }
  }
}
