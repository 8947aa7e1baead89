import Testing
import Words

@Suite("numbers on a page") struct PageWordsTests {
  @Test("numbers have separators, units and a fixed number of places")
  func numbers() {
    #expect(Words.page.whole(0) == "0" && Words.page.whole(1234) == "1,234")
    #expect(Words.page.whole(-1_234_567) == "−1,234,567" && Words.page.whole(999) == "999")
    #expect(Words.page.decimal(1234.56, places: 1) == "1,234.6" && Words.page.decimal(-0.04, places: 1) == "0.0")
    #expect(Words.page.decimal(0.05, places: 2) == "0.05" && Words.page.decimal(.nan, places: 1) == "–")
    #expect(Words.page.percent(0.834) == "83\u{A0}%" && Words.page.percent(0.0066, places: 2) == "0.66\u{A0}%")
    #expect(Words.page.duration(minutes: 750) == "12\u{A0}h 30\u{A0}min")
    #expect(Words.page.duration(minutes: 45) == "45\u{A0}min" && Words.page.duration(minutes: 120) == "2\u{A0}h")
    #expect(Words.page.hours(minutes: 90) == "1.5\u{A0}h" && Words.page.hours(minutes: 60_030) == "1,001\u{A0}h")
    #expect(Words.page.signed(3) == "+3" && Words.page.signed(-3) == "−3" && Words.page.signed(0) == "0")
  }
}
