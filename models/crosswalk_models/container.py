"""The container of worker/engines/snapshot/container.ts, written and read in Python: named sections of arrays in one file.

The same bytes as `writeContainer` would give for the same sections. Checksums are MurmurHash3 (x86, 32 bit, seed 0) over
32-bit words, the last one padded with zeros: about 2 s for 16 MB here.
"""

import json
import struct

import numpy as np

MAGIC = b"XWALKSNP"
VERSION = 1
HEADER_BYTES = 24
TYPES = {"uint8": "<u1", "int8": "<i1", "uint16": "<u2", "uint32": "<u4", "int32": "<i4", "float32": "<f4"}
MASK = 0xFFFFFFFF


class DamagedContainer(Exception):
    """The file is no container, or not as it was written."""


def checksum(data: bytes) -> int:
    words = np.frombuffer(data[: len(data) & ~3], "<u4") * np.uint32(0xCC9E2D51)
    words = ((words << np.uint32(15)) | (words >> np.uint32(17))) * np.uint32(0x1B873593)
    state = 0
    for word in words.tolist():
        state ^= word
        state = ((state << 13) | (state >> 19)) & MASK
        state = (state * 5 + 0xE6546B64) & MASK
    rest = int.from_bytes(data[len(data) & ~3 :], "little") * 0xCC9E2D51 & MASK
    rest = ((rest << 15) | (rest >> 17)) & MASK
    state ^= (rest * 0x1B873593 & MASK) ^ len(data)
    state = (state ^ (state >> 16)) * 0x85EBCA6B & MASK
    state = (state ^ (state >> 13)) * 0xC2B2AE35 & MASK
    return state ^ (state >> 16)


def align(offset: int) -> int:
    return (offset + 7) & ~7


def json_section(value) -> np.ndarray:
    """JSON as a section of bytes."""
    return np.frombuffer(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8"), np.uint8)


def write_container(sections: dict[str, np.ndarray]) -> bytes:
    """One file of all sections, in their order. Deterministic."""
    parts = []
    for name, array in sections.items():
        type_name = array.dtype.name
        data = array.astype(TYPES[type_name]).tobytes()
        parts.append((name, type_name, data, checksum(data)))

    def directory(start: int) -> bytes:
        entries, offset = [], start
        for name, type_name, data, total in parts:
            entries.append({"name": name, "type": type_name, "offset": offset, "length": len(data), "checksum": total})
            offset = align(offset + len(data))
        return json.dumps(entries, separators=(",", ":"), ensure_ascii=False).encode("utf-8")

    # The directory holds offsets, whose digits change its own length: settle on a length that holds.
    start = align(HEADER_BYTES)
    described = directory(start)
    while align(HEADER_BYTES + len(described)) > start:
        start = align(HEADER_BYTES + len(described))
        described = directory(start)
    file = bytearray(MAGIC + struct.pack("<IIII", VERSION, len(parts), len(described), checksum(described)) + described)
    for _, _, data, _ in parts:
        file.extend(bytes(align(len(file)) - len(file)))
        file.extend(data)
    file.extend(bytes(align(len(file)) - len(file)))
    return bytes(file)


def read_container(file: bytes) -> dict[str, np.ndarray]:
    """All sections; every checksum is checked."""
    if file[:8] != MAGIC or len(file) < HEADER_BYTES:
        raise DamagedContainer("not a container")
    version, _, length, total = struct.unpack("<IIII", file[8:HEADER_BYTES])
    described = file[HEADER_BYTES : HEADER_BYTES + length]
    if version != VERSION or checksum(described) != total:
        raise DamagedContainer("the directory is damaged or of another version")
    sections = {}
    for entry in json.loads(described):
        data = file[entry["offset"] : entry["offset"] + entry["length"]]
        if len(data) != entry["length"] or checksum(data) != entry["checksum"]:
            raise DamagedContainer(f'section "{entry["name"]}" is damaged')
        sections[entry["name"]] = np.frombuffer(data, TYPES[entry["type"]])
    return sections
