"""The short scripts of the index in Redis; each begins with the arguments of its library."""

from __future__ import annotations

from scrapers.copies.redis_records import RECORDS
from scrapers.copies.redis_segments import SEGMENTS

LIBRARY = SEGMENTS + RECORDS
# ARGV: number. Answers whether it was there.
KEEP = (
    LIBRARY
    + """
local record = find(segments_of_state(), tonumber(ARGV[5]))
if record and record.state ~= KEPT then set_state(record, KEPT) end
return record and 1 or 0
"""
)
# ARGV: the epoch in which restoring began, or '' for any; then number, when found, checksum, fingerprints of each.
# Answers whether that epoch has not ended by a loss.
RESTORE = (
    LIBRARY
    + """
local segments = segments_of_state()
if ARGV[5] ~= '' and ARGV[5] ~= redis.call('HGET', STATE, 'epoch') then return 0 end
for first = 6, #ARGV, 4 do
  local number, at, sum = tonumber(ARGV[first]), time_of(tonumber(ARGV[first + 1])), ARGV[first + 2]
  local there = find(segments, number)
  local segment = not there and segment_for(segments, at)
  if there and there.state ~= KEPT then
    set_state(there, KEPT)
  elseif segment then
    local place = redis.call('HINCRBY', STATE, 'order', 1)
    post(segment, {number = number, place = place, at = at, state = KEPT, sum = sum}, ARGV[first + 3])
  end
end
return 1
"""
)
# Answers the epoch: it ends with any loss.
EPOCH = (
    LIBRARY
    + """
segments_of_state()
return redis.call('HGET', STATE, 'epoch')
"""
)
# ARGV: the epoch in which restoring began. Answers whether it has not ended; then the index is whole.
WHOLE_AGAIN = (
    LIBRARY
    + """
segments_of_state()
if ARGV[5] ~= redis.call('HGET', STATE, 'epoch') then return 0 end
redis.call('HSET', STATE, 'whole', 1)
return 1
"""
)
IS_WHOLE = (
    LIBRARY
    + """
segments_of_state()
return redis.call('HEXISTS', STATE, 'whole')
"""
)
