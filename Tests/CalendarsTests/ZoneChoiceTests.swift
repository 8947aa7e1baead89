import Foundation
import Glibc
import Tables
import Testing
import Verification

@testable import Calendars

@Suite struct ZoneChoiceTests {
  private let december = Instant(rawValue: 1_797_000_000)  // 2026-12-11

  private func choice(
    option: ZoneFiles? = nil, environment: ZoneFiles? = nil, system: ZoneFiles? = nil
  ) throws -> ZoneChoice {
    try ZoneChoice.ofProcess(
      option: option?.path, environment: environment.map { ["TZDIR": $0.path] } ?? [:],
      system: system?.path ?? "/nowhere")
  }

  private func folder(_ release: String?) throws -> ZoneFiles {
    try ZoneFiles(release: release, ["America/Vancouver": .vancouver2026f])
  }

  @Test(
    "named rules are used, in order; else the newest; equally new ones are the system's; an unknown release is the oldest"
  )
  func order() throws {
    let old = try folder("2000a")
    let new = try folder("2999z")
    let silent = try folder(nil)
    let same = try folder(ZoneRules.foundation.source.releaseText)
    #expect(try choice(option: old, environment: new, system: new).used.source.kind == .option)
    #expect(try choice(environment: old, system: new).used.source.kind == .environment)
    #expect(try choice(environment: old, system: new).naming(old.path).used.source.kind == .setting)
    #expect(try choice(option: new, system: new).naming(old.path).used.source.kind == .option)
    #expect(try choice(system: new).used.source.kind == .system)
    #expect(try choice(system: same).used.source.kind == .system)
    #expect(try choice(system: old).used.source.kind == .foundation)
    #expect(try choice(system: silent).used.source.kind == .foundation)
    #expect(try choice().used.source.kind == .foundation)
    #expect(try choice(system: old).others.map(\.source.kind) == [.system])
    let named = try choice(option: silent, system: new)
    #expect(named.others.map(\.source.kind) == [.system, .foundation])
    #expect(named.used.source.isOlder(than: named.others[0].source))
  }

  @Test("Vancouver in December by two releases")
  func vancouver() throws {
    let new = try folder("2026f")
    let old = try ZoneFiles(release: "2025b", ["America/Vancouver": .vancouver2025b])
    let today = try choice(option: new).zone("America/Vancouver")
    let before = try choice(option: old).zone("America/Vancouver")
    #expect(today.localText(of: december) == "2026-12-11T07:40-07:00")
    #expect(before.localText(of: december) == "2026-12-11T06:40-08:00")
    let year = Instant(rawValue: 1_767_225_600)..<Instant(rawValue: 1_830_297_600)  // 2026 and 2027
    #expect(
      today.differences(from: before, in: year).map { "\($0.from.utcText) \($0.to.utcText) \($0.own) \($0.other)" } == [
        "2026-11-01T09:00Z 2027-03-14T10:00Z -25200 -28800", "2027-11-07T09:00Z 2028-01-01T00:00Z -25200 -28800",
      ])
    #expect(today.differences(from: today, in: year).isEmpty)
    #expect(today.source?.words == "\(new.path) (2026f)")
  }

  @Test("a choice holds where it is put in force, and only there")
  func scope() throws {
    let rules = try folder("2026f")
    let inside = try choice(option: rules).scoped { () throws(Diagnostic) in try Zone("America/Vancouver") }
    #expect(inside.source?.kind == .option)
    #expect(try Zone("America/Vancouver").source?.kind == .foundation)
    #expect(try ZoneChoice.current.zone("UTC").source == nil)
  }

  @Test("an old name is followed where tzdata.zi explains it; what a source doesn't know comes from another")
  func links() throws {
    let zones = try ZoneFiles([
      "America/Vancouver": ZoneBytes.vancouver2026f.bytes,
      "tzdata.zi": Array("# version 2026f\nZ America/Vancouver -8 - P%sT\nL America/Vancouver Canada/Pacific\n".utf8),
    ])
    let choice = try choice(option: zones)
    #expect(try choice.zone("Canada/Pacific").offsets == choice.zone("America/Vancouver").offsets)
    #expect(try choice.zone("Canada/Pacific").source?.kind == .option)
    #expect(try choice.zone("Europe/Warsaw").source?.kind == .foundation)
    let error = #expect(throws: Diagnostic.self) { try choice.zone("Europe/Warszawa") }
    #expect(error?.cure == "Did you mean 'Europe/Warsaw'?")
  }

  @Test("names lead to no file outside the folder, and only plain files are read")
  func names() throws {
    let zones = try ZoneFiles([
      "zoneinfo/America/Vancouver": ZoneBytes.vancouver2026f.bytes, "Secret": ZoneBytes.vancouver2026f.bytes,
      "zoneinfo/right/America/Vancouver": ZoneBytes.vancouver2026f.bytes,
    ])
    let path = "\(zones.path)/zoneinfo"
    #expect(mkfifo("\(path)/America/Pipe", 0o600) == 0)
    let folder = try ZoneFolder(path)
    #expect(try folder.zone("America/Vancouver") != nil)
    for name in [
      "../Secret", "America/../../Secret", "/etc/localtime", "America", "America/Pipe", "America//Vancouver",
      "right/America/Vancouver", "America/Vancouver\u{0}", ".", "",
    ] { #expect(try folder.zone(name) == nil, "\(name)") }
    let large = try ZoneFiles([
      "Etc/Large": [UInt8](repeating: 0, count: TZif.largestFile + 1), "Etc/UTC": Array("TZif".utf8),
    ])
    #expect(throws: Diagnostic.self) { try ZoneFolder(large.path).zone("Etc/Large") }
  }

  @Test("a folder without a zone in it is refused, and TZDIR of one isn't used")
  func emptyFolder() throws {
    for files in [["readme.txt": "none"], ["tzdata.zi": "# version 2026f\n"], ["a/b/c/Deep": "TZif"]] {
      let folder = try ZoneFiles(files.mapValues { Array($0.utf8) })
      let error = #expect(throws: Diagnostic.self) { try ZoneFolder(folder.path) }
      #expect(error?.code == "zone.folder" && error?.message.contains("holds no zone rules") == true)
      let choice = try choice(environment: folder)
      #expect(choice.used.source.kind == .foundation && choice.warnings.map(\.code) == ["zone.tzdir"])
      #expect(try self.choice(system: folder).others.isEmpty)
    }
  }

  @Test("where a release stands, and how releases are ordered")
  func releases() throws {
    for (files, release) in [
      (["tzdata.zi": "# version 2026f\n"], "2026f"), (["+VERSION": "2026e\n"], "2026e"),
      (["version": "2025b"], "2025b"),
      (["tzdata.zi": "# version 2026f-0+deb12u1\n"], "2026f"),
      (["tzdata.zi": "# other\n", "+VERSION": "2026a"], "2026a"),
      (["tzdata.zi": "R d 1916 o\n"], nil), ([:], nil), (["version": "v1"], nil),
    ] as [([String: String], String?)] {
      let folder = try ZoneFiles(files.mapValues { Array($0.utf8) }.merging(["UTC": Array("TZif".utf8)]) { $1 })
      #expect(try ZoneFolder(folder.path).release?.description == release)
    }
    let rising = ["1996a", "2025b", "2025z", "2025za", "2026a", "2026f"].compactMap { ZoneRelease($0) }
    #expect(rising.count == 6 && rising == rising.sorted())
    #expect(ZoneRelease("2026") == nil && ZoneRelease("2026f ") == nil && ZoneRelease("2026abc") == nil)
    #expect(ZoneRelease("2025b")?.trustedThrough == CivilDate("2026-10-31"))
  }

  @Test("a folder that isn't there: the option's is refused, the environment's is said")
  func missing() throws {
    let error = #expect(throws: Diagnostic.self) {
      try ZoneChoice.ofProcess(option: "/nowhere/zones", environment: [:])
    }
    #expect(error?.code == "zone.folder" && error?.kind == .missingInput)
    let choice = try ZoneChoice.ofProcess(option: nil, environment: ["TZDIR": "/nowhere/zones"], system: "/nowhere")
    #expect(choice.used.source.kind == .foundation && choice.warnings.map(\.code) == ["zone.tzdir"])
  }
}
