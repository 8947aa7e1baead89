internal import Foundation
internal import Planning
internal import Publishing
internal import Tables

/// Posts a message with the system's `curl`, so that this program is linked with nothing that talks to a network.
///
/// The address goes in on curl's standard input: in no argument, which others on the machine could read, and in no message.
struct Courier {
  let target: MessageTarget
  private let address: String
  private let curl: String
  private let environment: [String: String]

  /// - Throws: `send.no-address` where the environment names none, `send.no-curl` where there is no curl. Nothing was sent
  ///   then.
  init(to target: MessageTarget, environment: [String: String]) throws(Diagnostic) {
    self.target = target
    self.environment = environment
    address = environment[target.variable, default: ""].trimmingCharacters(in: .whitespacesAndNewlines)
    if let fault = Self.fault(of: address) {
      throw Diagnostic(
        "send.no-address", "\(target.variable) \(fault)",
        cure: "Set it to the address that \(Self.title(of: target)) gives. It is never stored or shown.",
        kind: .missingInput)
    }
    let folders = environment["PATH", default: "/usr/bin:/bin"].split(separator: ":").filter { $0.hasPrefix("/") }
    guard let found = folders.map({ "\($0)/curl" }).first(where: FileManager.default.isExecutableFile) else {
      throw Diagnostic(
        "send.no-curl", "there is no curl on the PATH, and it is what sends",
        cure: "Install it ('apt-get install curl'), or send what 'rota export' writes yourself.", kind: .missingInput)
    }
    curl = found
  }

  /// What is wrong with an address, without a word of it: nothing but https, and no character that could end the line of a
  /// configuration.
  private static func fault(of text: String) -> String? {
    if text.isEmpty { return "isn't set" }
    guard text.lowercased().hasPrefix("https://"), text.utf8.count > 8 else {
      return "holds no address that begins with https://"
    }
    let isPlain = text.utf8.allSatisfy {
      $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    return isPlain ? nil : "holds an address with a blank, a quote, a backslash or a letter beyond ASCII"
  }

  private static func title(of target: MessageTarget) -> String {
    switch target {
    case .slack: "Slack's incoming webhook"
    case .teams: "Teams' workflow"
    case .webhook: "the webhook"
    }
  }

  /// Sends, and waits for what becomes of it: half a minute at most for each try.
  /// - Parameter file: the message's.
  func send(_ file: String) -> Delivery {
    for pause in Delivery.pauses {
      let answer = post(file)
      guard answer.mayTryAgain else { return answer.delivery }
      sleep(UInt32(pause))
    }
    return post(file).delivery
  }

  private func post(_ file: String) -> Delivery.Answer {
    let process = Process()
    process.executableURL = URL(filePath: curl)
    // Settings of whoever runs it don't count.
    process.arguments = ["--disable", "--config", "-"]
    process.environment = environment
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return Delivery.Answer(exit: 2, status: 0, isSecured: false) }
    try? input.fileHandleForWriting.write(contentsOf: Data(configuration(file).utf8))
    try? input.fileHandleForWriting.close()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let parts = said.split(separator: " ")
    return Delivery.Answer(
      exit: process.terminationReason == .exit ? Int(process.terminationStatus) : -1,
      status: parts.first.flatMap { Int($0) } ?? 0, isSecured: parts.last.flatMap { Double($0) } ?? 0 > 0)
  }

  /// - SeeAlso: curl(1): no redirect is followed unless one asks for it.
  private func configuration(_ file: String) -> String {
    let file = file.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return """
      url = "\(address)"
      proto = "=https"
      globoff
      data-binary = "@\(file)"
      header = "Content-Type: application/json; charset=utf-8"
      header = "Expect:"
      connect-timeout = 10
      max-time = \(Delivery.patience)
      silent
      output = "/dev/null"
      write-out = "%{http_code} %{time_appconnect}"

      """
  }
}
