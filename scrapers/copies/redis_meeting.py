"""The script by which an article meets its elders: one step, however many ask at once, and bounded whatever lies there.

What is proposed in which order the index in memory decides in the same way.
"""

from __future__ import annotations

from scrapers.copies.index import SHORTLIST
from scrapers.copies.redis_records import RECORDS
from scrapers.copies.redis_segments import SEGMENTS

LIBRARY = SEGMENTS + RECORDS

# ARGV: number, when found, lease, checksum, fingerprints, the fewest in common, most candidates.
# Answers whether the index is whole, then number, shared and tentative of each candidate.
MEET = (
    LIBRARY
    + f"local SHORTLIST = {SHORTLIST}"
    + """
local number, at, sum = tonumber(ARGV[5]), time_of(tonumber(ARGV[6])), ARGV[8]
local lease_ends, fewest, most = now + tonumber(ARGV[7]), tonumber(ARGV[10]), tonumber(ARGV[11])
local prints, rests = ARGV[9], rests_of(ARGV[9])
local segments = segments_of_state()
local mine = find(segments, number)
local place = mine and mine.place or redis.call('HINCRBY', STATE, 'order', 1)

local rare, common = {}, {}
local function count(segment, base, i, packed)
  local refs = refs_of(packed, rests[i], COMMON)
  local counts = rare
  if #refs == COMMON then
    counts = common
    table.insert(segment.common, i)
  end
  for _, ref in ipairs(refs) do counts[base + ref] = (counts[base + ref] or 0) + 1 end
end
for s, segment in ipairs(segments) do
  segment.values, segment.common = values_of(segment, fields_of(segment, prints)), {}
  for i, packed in ipairs(segment.values) do
    if string.find(packed, rests[i], 1, true) then count(segment, s * 65536, i, packed) end
  end
end

-- The youngest first, by the order of the segments and by refs in them.
local function is_younger(id, other)
  local segment, others = math.floor(id / 65536), math.floor(other / 65536)
  return segment < others or (segment == others and id > other)
end
local shortlist = {}
local function list_most(counts, least)
  local levels, highest, listed = {}, 0, 0
  for id, count in pairs(counts) do
    if count >= least then
      levels[count] = levels[count] or {}
      table.insert(levels[count], id)
      highest = math.max(highest, count)
    end
  end
  for count = highest, least, -1 do
    local level = levels[count] or {}
    if listed + #level > SHORTLIST then table.sort(level, is_younger) end
    for _, id in ipairs(level) do
      if listed == SHORTLIST then return end
      shortlist[id] = true
      listed = listed + 1
    end
  end
end
list_most(rare, next(common) and 1 or fewest)
list_most(common, 1)

local function has(packed, rest, ref)
  local from = 4
  while true do
    local place = string.find(packed, ref, from, true)
    if not place then return false end
    if place % POSTING == 4 and string.sub(packed, place - 3, place - 1) == rest then return true end
    from = place + 1
  end
end
local function shared_by(segment, id)
  local shared, ref = rare[id] or 0, struct.pack('>I2', id % 65536)
  for _, i in ipairs(segment.common) do
    if has(segment.values[i], rests[i], ref) then shared = shared + 1 end
  end
  return shared
end

local elders = {}
for id in pairs(shortlist) do
  local segment = segments[math.floor(id / 65536)]
  local shared = shared_by(segment, id)
  local record = shared >= fewest and record_of(segment, id % 65536)
  if record and record.state ~= VOID and record.number ~= number and record.at >= at - WINDOW then
    local tentative = record.state ~= KEPT and segment.start + record.state > now
    if not tentative or record.place < place then
      table.insert(elders, {number = record.number, shared = shared, tentative = tentative and 1 or 0})
    end
  end
end
table.sort(elders, function(a, b)
  return a.shared > b.shared or (a.shared == b.shared and a.number > b.number)
end)

if mine and mine.sum == sum then
  if mine.state ~= KEPT then set_state(mine, lease_ends - mine.segment.start) end
else
  if mine then set_state(mine, VOID) end
  local segment = segment_for(segments, at)
  if segment then
    local state = lease_ends - segment.start
    post(segment, {number = number, place = place, at = at, state = state, sum = sum}, prints)
  end
end

local answer = {redis.call('HEXISTS', STATE, 'whole')}
for i = 1, math.min(#elders, most) do
  table.insert(answer, elders[i].number)
  table.insert(answer, elders[i].shared)
  table.insert(answer, elders[i].tentative)
end
return answer
"""
)
