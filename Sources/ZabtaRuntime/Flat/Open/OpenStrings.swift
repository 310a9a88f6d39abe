extension FlatCheck {
  /// Checks that every string is text, that they follow each other, and that none stands twice.
  func strings() throws(RulesetError) {
    let blob = UnsafeBufferPointer(start: view.blob, count: count(.blob))
    if let place = firstBrokenByte(blob) {
      throw RulesetError(path: "blob", reason: "the bytes from \(place) on are no UTF-8")
    }
    let places = count(.strings)
    guard places > 0 else { throw RulesetError(path: "strings", reason: "there are none") }
    guard u32(view.strings, 0) == 0 else { throw fault(.strings, 0, "it has to begin at byte 0") }
    var start: UInt32 = 0
    for index in 1..<places {
      let next = u32(view.strings, index)
      guard next >= start else { throw fault(.strings, index, "it begins before the one before") }
      guard next <= blob.count else {
        throw fault(.strings, index, "it begins at byte \(next) of a blob of \(blob.count)")
      }
      // All of the blob is UTF-8: a part is, too, where it does not begin within a character.
      guard next == blob.count || blob[Int(next)] & 0xC0 != 0x80 else {
        throw fault(.strings, index, "it begins within a character")
      }
      start = next
    }
    guard start == blob.count else {
      throw fault(.strings, places - 1, "the blob goes on after the last string")
    }
    try uniqueStrings(places - 1)
  }

  /// Where the text stops being UTF-8; nil where it never does.
  private func firstBrokenByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    do throws(Unicode.UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// Two numbers for one string would make two words of one name.
  private func uniqueStrings(_ count: Int) throws(RulesetError) {
    var size = 64
    while size < count * 2 { size *= 2 }
    let table = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: size)
    table.initialize(repeating: FlatFormat.none)
    defer { table.deallocate() }
    // Strings can be made to crowd: honest ones take about one step and a half each.
    var steps = 16 * count + 4096
    for index in 0..<count {
      let string = UInt32(truncatingIfNeeded: index)
      let text = view.bytes(string)
      let hash = FlatHash.hash(text, list: 0, seed: 0)
      var place = Int(truncatingIfNeeded: hash) & (size - 1)
      while table[place] != FlatFormat.none {
        steps -= 1
        guard steps > 0 else {
          throw RulesetError(
            path: "strings", reason: "they were chosen so that they are slow to tell apart")
        }
        guard !isSame(view.bytes(table[place]), text) else {
          throw fault(.strings, index, "it is the same as string \(table[place])")
        }
        place = (place + 1) & (size - 1)
      }
      table[place] = string
    }
  }

  /// Checks a string's number.
  func isString(_ string: UInt32) -> Bool { Int(string) < count(.strings) - 1 }

  /// Checks what the header says of the edition.
  func headerFields() throws(RulesetError) {
    func fault(_ field: String, _ reason: String) -> RulesetError {
      RulesetError(path: "header." + field, reason: reason)
    }
    for (field, offset) in [("policy", 80), ("publisher", 84)] {
      let string = FlatView.header(base, offset)
      guard isString(string) else { throw fault(field, "there is no string \(string)") }
    }
    let date = FlatView.header(base, 88)
    if date != FlatFormat.none {
      guard isString(date) else { throw fault("date", "there is no string \(date)") }
      let text = view.string(date)
      guard Day(text) != nil || text.utf8.count == 7 && Day(text + "-01") != nil else {
        throw fault("date", "a day such as 2026-03-14 or a month such as 2026-03 is expected")
      }
    }
    let edition = Int64(littleEndian: base.load(fromByteOffset: 56, as: Int64.self))
    guard edition >= 0 else { throw fault("edition", "a number from 0 is expected") }
    let effective = Int64(littleEndian: base.load(fromByteOffset: 64, as: Int64.self))
    let days = Int64(Day.range.lowerBound.number)...Int64(Day.range.upperBound.number)
    guard days.contains(effective) else {
      throw fault("effective", "a day from 0001-01-01 to 9999-12-31 is expected")
    }
    let zone = Int32(truncatingIfNeeded: FlatView.header(base, 72))
    guard (-1080...1080).contains(zone) else {
      throw fault("timeZone", "at most 18 hours from UTC are expected")
    }
  }
}
