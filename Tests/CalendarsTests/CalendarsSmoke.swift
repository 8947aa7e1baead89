import Testing

@testable import Calendars

@Test("the module loads") func moduleLoads() {}
