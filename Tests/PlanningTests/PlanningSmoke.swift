import Testing

@testable import Planning

@Test("the module loads") func moduleLoads() {}
