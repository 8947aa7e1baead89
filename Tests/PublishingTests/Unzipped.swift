import CZlib
import Testing

/// The files of a ZIP archive, read by its directory.
struct Unzipped {
  /// In the directory's order.
  private(set) var names: [String] = []
  private(set) var texts: [String: String] = [:]

  init(_ bytes: [UInt8]) throws {
    func number(_ offset: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
    let end = bytes.count - 22
    try #require(end >= 0 && number(end, 4) == 0x0605_4B50)
    #expect(number(end + 12, 4) + number(end + 16, 4) == end, "the directory ends where the archive's end begins")
    var place = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      try #require(number(place, 4) == 0x0201_4B50)
      let (packed, length) = (number(place + 20, 4), number(place + 24, 4))
      let (nameLength, local) = (number(place + 28, 2), number(place + 42, 4))
      let name = String(decoding: bytes[place + 46..<place + 46 + nameLength], as: UTF8.self)
      try #require(number(local, 4) == 0x0403_4B50)
      #expect(bytes[local + 4..<local + 30] == bytes[place + 6..<place + 32], "one header says what the other does")
      let data = local + 30 + nameLength
      let text = try Self.inflated(Array(bytes[data..<data + packed]), length: length)
      let sum = crc32(0, text, UInt32(text.count))
      #expect(Int(sum) == number(place + 16, 4), "\(name)")
      names.append(name)
      texts[name] = String(decoding: text, as: UTF8.self)
      place += 46 + nameLength
    }
    #expect(place == end)
  }

  private static func inflated(_ bytes: [UInt8], length: Int) throws -> [UInt8] {
    var source = bytes
    var target = [UInt8](repeating: 0, count: length)
    var state = z_stream()
    try #require(inflateInit2_(&state, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
    defer { inflateEnd(&state) }
    let code = source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        state.next_in = source.baseAddress
        state.avail_in = UInt32(source.count)
        state.next_out = target.baseAddress
        state.avail_out = UInt32(target.count)
        return inflate(&state, Z_FINISH)
      }
    }
    try #require(code == Z_STREAM_END && Int(state.total_out) == length)
    return target
  }
}
