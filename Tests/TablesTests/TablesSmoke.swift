import Testing

@testable import Tables

@Test("the module loads") func moduleLoads() {}
