"""The part of the index's scripts that knows what lies in a segment: records of articles, and packed postings."""

from __future__ import annotations

from scrapers.copies.index import COMMON, MOST_COUNTED

RECORDS = f"local COMMON, MOST_COUNTED = {COMMON}, {MOST_COUNTED}\n"
RECORDS += """
local VOID, KEPT = 0, 1
local RECORD, RECORDS, FORM = 23, 64, '>I6I5I4I4c4'
local POSTING, MOST_BYTES = 5, 16000

-- What a field holds, if anything: values of one size. A segment in which one has another size is given up.
local function whole(segment, packed, size)
  if packed and #packed % size ~= 0 then
    lose(segment.name)
    error('garbled segment')
  end
  return packed or ''
end

local function records_field(ref) return 'r' .. struct.pack('>I2', math.floor(ref / RECORDS)) end

local function record_of(segment, ref)
  local field = records_field(ref)
  local packed = segment.records[field] or whole(segment, redis.call('HGET', segment.key, field), RECORD)
  segment.records[field] = packed
  local first = ref % RECORDS * RECORD + 1
  if #packed < first + RECORD - 1 then return nil end
  local number, place, at, state, sum = struct.unpack(FORM, packed, first)
  local record = {number = number, place = place, at = segment.start + at, state = state, sum = sum}
  record.segment, record.ref = segment, ref
  return record
end

local function put_record(segment, ref, record)
  local field, before = records_field(ref), ref % RECORDS * RECORD
  local packed = segment.records[field] or whole(segment, redis.call('HGET', segment.key, field), RECORD)
  packed = packed .. string.rep('\\0', before - #packed)
  local bytes = struct.pack(FORM, record.number, record.place, record.at - segment.start, record.state, record.sum)
  packed = string.sub(packed, 1, before) .. bytes .. string.sub(packed, before + RECORD + 1)
  segment.records[field] = packed
  redis.call('HSET', segment.key, field, packed)
end

local function set_state(record, state)
  record.state = state
  put_record(record.segment, record.ref, record)
end

local function number_field(segment, number) return 'n' .. struct.pack('>I2', number % 2 ^ (segment.bits - 6)) end
local function number_rest(number) return struct.pack('>I3', number % 16777216) end

-- The places of a key of three bytes among packed pairs of it and a ref; at most so many.
local function refs_of(packed, wanted, most)
  local refs, from = {}, 1
  while #refs < most do
    local place = string.find(packed, wanted, from, true)
    if not place then break end
    if (place - 1) % POSTING == 0 then
      local high, low = string.byte(packed, place + 3, place + 4)
      if not low then break end
      refs[#refs + 1] = high * 256 + low
      from = place + POSTING
    else
      from = place + 1
    end
  end
  return refs
end

-- The record that stands for an entry; nil when it has none.
local function find(segments, number)
  local rest = number_rest(number)
  for _, segment in ipairs(segments) do
    local packed = whole(segment, redis.call('HGET', segment.key, number_field(segment, number)), POSTING)
    for _, ref in ipairs(refs_of(packed, rest, 100)) do
      local record = record_of(segment, ref)
      if record and record.number == number and record.state ~= VOID then return record end
    end
  end
  return nil
end

-- Of packed fingerprints of five bytes each: what tells them apart in a field.
local function rests_of(prints)
  local rests = {}
  for first = 3, #prints, 5 do rests[#rests + 1] = string.sub(prints, first, first + 2) end
  return rests
end

-- The fields of a segment that they fall into.
local function fields_of(segment, prints)
  local fields, unit = {}, 2 ^ (16 - segment.bits)
  for first = 1, #prints, 5 do
    local high, low = string.byte(prints, first, first + 1)
    local field = high * 256 + low
    fields[#fields + 1] = struct.pack('>I2', field - field % unit)
  end
  return fields
end

-- What each of the fields holds.
local function values_of(segment, fields)
  local values = redis.call('HMGET', segment.key, unpack(fields))
  for i, packed in ipairs(values) do
    if not packed then
      values[i] = ''
    elseif #packed % POSTING ~= 0 then
      whole(segment, packed, POSTING)
    end
  end
  return values
end

-- Very many postings of one fingerprint prove nothing more.
local function is_full(packed, rest)
  if #packed < MOST_COUNTED * POSTING then return false end
  return #packed >= MOST_BYTES or #refs_of(packed, rest, MOST_COUNTED) >= MOST_COUNTED
end

local function post(segment, record, prints)
  local fields, rests = fields_of(segment, prints), rests_of(prints)
  local values = segment.values or values_of(segment, fields)
  local ref, given, changed = segment.count, {}, {}
  segment.count = redis.call('HINCRBY', segment.key, '#', 1)
  local packed_ref = struct.pack('>I2', ref)
  for i, field in ipairs(fields) do
    local packed = changed[field] or values[i]
    if not is_full(packed, rests[i]) then changed[field] = packed .. rests[i] .. packed_ref end
  end
  for field, packed in pairs(changed) do
    given[#given + 1] = field
    given[#given + 1] = packed
  end
  if #given > 0 then redis.call('HSET', segment.key, unpack(given)) end
  put_record(segment, ref, record)
  local field = number_field(segment, record.number)
  local numbers = whole(segment, redis.call('HGET', segment.key, field), POSTING)
  redis.call('HSET', segment.key, field, numbers .. number_rest(record.number) .. packed_ref)
end
"""
