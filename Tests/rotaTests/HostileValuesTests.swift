import Calendars
import Foundation
import Tables
import Testing

@testable import rota

/// What a command line may hold, at its ends and beyond.
@Suite("Values of the command line at their ends")
struct HostileValuesTests {
  private static let texts = [
    "", " ", "-", "--", "0", "-0", "-1", "1", "1e-300", "5e-324", "1e308", "-1e308", "1e999", "nan", "inf", "-inf",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "2147483648",
    "999999999d", "999999999d999999999h999999999m999999999s", "0x1p5", "1e9", "1e12", "100%", "1e308%", "101%",
    "9999-W52", "0000-W01", "9999-12-31", "0001-01-01", "0000-01-01", "2199-12-31", "1/0", "0/0",
    "1/9223372036854775807",
    "9223372036854775807/9223372036854775807", "volume=1e308%", "volume=-1e308..1e308%", "=", "a=", "=b", "\u{0}", "é",
    "\u{202E}", "1,2,3", "1e-300,1e-300", "0,0", ",", "1e308,1e308", String(repeating: "9", count: 400),
    String(repeating: "1,", count: 5000) + "1",
  ]

  @Test("every kind of value reads or refuses every text", arguments: CommandTable.specs.map(\.name))
  func kinds(name: String) throws {
    let command = try CommandTable.spec(named: name)
    for text in Self.texts {
      for option in command.allOptions { _ = option.value?.read(text) }
      for argument in command.arguments { _ = argument.value.read(text) }
    }
  }

  @Test("every command refuses or takes every value of each of its options", arguments: CommandTable.specs.map(\.name))
  func commands(name: String) throws {
    let command = try #require(CommandTable.command(named: name))
    let needed = command.spec.arguments.filter { $0.count != .optional }.map { _ in "x" }
    for option in command.spec.options where option.value != nil {
      for text in Self.texts {
        let others = command.spec.options.filter { $0.isRequired && $0.name != option.name }.flatMap {
          [$0.dashed, $0.value?.completion.words?.first ?? "x"]
        }
        do throws(Diagnostic) {
          guard
            let parsed = try ArgumentParser.parse(needed + others + ["\(option.dashed)=\(text)"], for: command.spec)
          else { continue }
          _ = try command.init(parsed)
        } catch { #expect(ExitStatus(error.kind) != .internalFault, "\(option.dashed)=\(text): \(error)") }
      }
    }
  }

  @Test("times, dates and numbers have an end that arithmetic can bear")
  func ends() {
    #expect(ValueKind<Double>.seconds.read("9223372036854775807") == nil)
    #expect(ValueKind<Double>.seconds.read("1000000000") == 1e9)
    #expect(ValueKind<Double>.seconds.read("1000000001") == nil)
    #expect(ValueKind<Double>.secondsOrEndless.read("1e300") == nil)
    #expect(ValueKind<Double>.secondsOrEndless.read("inf") == .infinity)
    #expect(ValueKind<Double>.number(atLeast: 0).read("1e12") == 1e12)
    #expect(ValueKind<Double>.number(atLeast: 0).read("1e13") == nil)
    for text in ["9999-W52", "2200-W01", "0000-W01", "1899-W52"] { #expect(ValueKind<ISOWeek>.week.read(text) == nil) }
    #expect(ValueKind<ISOWeek>.week.read("2199-W52") == ISOWeek(year: 2199, week: 52))
    for text in ["9999-12-31", "2200-01-01", "1899-12-31"] { #expect(ValueKind<CivilDate>.date.read(text) == nil) }
    #expect(ValueKind<CivilDate>.date.read("2199-12-31") != nil)
  }

  @Test("a week that no calendar of ours reaches is a wrong command line", .enabled(if: BuiltProgram.path != nil))
  func week() throws {
    for line in [
      "rota plan x --week 9999-W52", "rota forecast x --as-of 9999-12-31",
      "rota plan x --time-limit 9223372036854775807",
    ] {
      let outcome = try BuiltProgram.shell(line)
      #expect(outcome.status == 64 && outcome.errors.contains("expected"), "\(line): \(outcome)")
    }
  }
}
