;; The inner loops of the vector index, in WebAssembly with 128-bit SIMD. `npm run kernel` assembles kernel.wasm from
;; this file; kernel.ts documents the functions and is their twin in TypeScript, to the last bit.
;;
;; Sums are of integers and cannot overflow, or of float32 in an order that is told: no machine changes a result.
(module
  (import "index" "memory" (memory 0))

  ;; The rows of the exact index: numbers v of 8 bits as v + 128 = 16 * upper + lower. 16 bytes hold the upper halves of 32
  ;; numbers: low bits those of the first 16, high bits those of the others. The lower halves stand likewise elsewhere.

  ;; Which rows may have a score above a limit, by their upper halves alone: those with
  ;; (2 * sum over d of (16 * upper[d] - 120.5) * query[d]) * scales[r] + weight * rests[r] > limit.
  ;; Writes their numbers, returns the end of the list. Four rows at a time, which share each load of the query.
  ;; query int8, offset 241 times its sum, scales and rests float32; bytes a multiple of 16, count of 4.
  (func (export "near")
    (param $rows i32) (param $count i32) (param $bytes i32) (param $query i32) (param $offset i32)
    (param $scales i32) (param $rests i32) (param $weight f32) (param $limit f32) (param $out i32) (result i32)
    (local $row i32) (local $mask i32) (local $q i32) (local $qEnd i32)
    (local $r0 i32) (local $r1 i32) (local $r2 i32) (local $r3 i32)
    (local $first v128) (local $others v128)
    (local $v0 v128) (local $v1 v128) (local $v2 v128) (local $v3 v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local $half v128)
    (local.set $half (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f))
    (local.set $qEnd (i32.add (local.get $query) (i32.shl (local.get $bytes) (i32.const 1))))
    (local.set $r0 (local.get $rows))
    (block $done
      (loop $fourRows
        (br_if $done (i32.ge_u (local.get $row) (local.get $count)))
        (local.set $r1 (i32.add (local.get $r0) (local.get $bytes)))
        (local.set $r2 (i32.add (local.get $r1) (local.get $bytes)))
        (local.set $r3 (i32.add (local.get $r2) (local.get $bytes)))
        (local.set $s0 (v128.const i32x4 0 0 0 0))
        (local.set $s1 (v128.const i32x4 0 0 0 0))
        (local.set $s2 (v128.const i32x4 0 0 0 0))
        (local.set $s3 (v128.const i32x4 0 0 0 0))
        (local.set $q (local.get $query))
        (loop $thirtyTwoDimensions
          (local.set $first (v128.load (local.get $q)))
          (local.set $others (v128.load offset=16 (local.get $q)))
          (local.set $v0 (v128.load (local.get $r0)))
          (local.set $v1 (v128.load (local.get $r1)))
          (local.set $v2 (v128.load (local.get $r2)))
          (local.set $v3 (v128.load (local.get $r3)))
          ;; "Relaxed" are results for second operands from 128 on, and for sums of two products beyond 16 bits.
          (local.set $s0 (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $first) (v128.and (local.get $v0) (local.get $half)) (local.get $s0)))
          (local.set $s1 (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $first) (v128.and (local.get $v1) (local.get $half)) (local.get $s1)))
          (local.set $s2 (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $first) (v128.and (local.get $v2) (local.get $half)) (local.get $s2)))
          (local.set $s3 (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $first) (v128.and (local.get $v3) (local.get $half)) (local.get $s3)))
          (local.set $s0 (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $others) (v128.and (i16x8.shr_u (local.get $v0) (i32.const 4)) (local.get $half)) (local.get $s0)))
          (local.set $s1 (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $others) (v128.and (i16x8.shr_u (local.get $v1) (i32.const 4)) (local.get $half)) (local.get $s1)))
          (local.set $s2 (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $others) (v128.and (i16x8.shr_u (local.get $v2) (i32.const 4)) (local.get $half)) (local.get $s2)))
          (local.set $s3 (i32x4.relaxed_dot_i8x16_i7x16_add_s
            (local.get $others) (v128.and (i16x8.shr_u (local.get $v3) (i32.const 4)) (local.get $half)) (local.get $s3)))
          (local.set $r0 (i32.add (local.get $r0) (i32.const 16)))
          (local.set $r1 (i32.add (local.get $r1) (i32.const 16)))
          (local.set $r2 (i32.add (local.get $r2) (i32.const 16)))
          (local.set $r3 (i32.add (local.get $r3) (i32.const 16)))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (br_if $thirtyTwoDimensions (i32.lt_u (local.get $q) (local.get $qEnd))))
        ;; Four partial sums a row. Two rows interleave and fold to (row 0, row 1, row 0, row 1); then the pairs join.
        (local.set $s0 (i32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s0) (local.get $s1))
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s0) (local.get $s1))))
        (local.set $s2 (i32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $s2) (local.get $s3))
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $s2) (local.get $s3))))
        (local.set $s0 (i32x4.add
          (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $s0) (local.get $s2))
          (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $s0) (local.get $s2))))
        (local.set $mask (i32x4.bitmask (f32x4.gt
          (f32x4.add
            (f32x4.mul (v128.load (local.get $scales))
              (f32x4.convert_i32x4_s (i32x4.sub
                (i32x4.shl (local.get $s0) (i32.const 5)) (i32x4.splat (local.get $offset)))))
            (f32x4.mul (v128.load (local.get $rests)) (f32x4.splat (local.get $weight))))
          (f32x4.splat (local.get $limit)))))
        (block $none
          (loop $each
            (br_if $none (i32.eqz (local.get $mask)))
            (i32.store (local.get $out) (i32.add (local.get $row) (i32.ctz (local.get $mask))))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))
            (local.set $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))
            (br $each)))
        (local.set $row (i32.add (local.get $row) (i32.const 4)))
        (local.set $scales (i32.add (local.get $scales) (i32.const 16)))
        (local.set $rests (i32.add (local.get $rests) (i32.const 16)))
        (local.set $r0 (local.get $r3))
        (br $fourRows)))
    (local.get $out))

  ;; The first 16 of the 32 numbers of which these are the upper and the lower halves.
  (func $firstNumbers (param $upper v128) (param $lower v128) (result v128)
    (local $half v128)
    (local.set $half (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f))
    (v128.xor (v128.const i32x4 0x80808080 0x80808080 0x80808080 0x80808080)
      (v128.or
        (i16x8.shl (v128.and (local.get $upper) (local.get $half)) (i32.const 4))
        (v128.and (local.get $lower) (local.get $half)))))

  ;; The others of them.
  (func $otherNumbers (param $upper v128) (param $lower v128) (result v128)
    (local $half v128)
    (local.set $half (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f))
    (v128.xor (v128.const i32x4 0x80808080 0x80808080 0x80808080 0x80808080)
      (v128.or
        (v128.andnot (local.get $upper) (local.get $half))
        (v128.and (i16x8.shr_u (local.get $lower) (i32.const 4)) (local.get $half)))))

  ;; out[n] = sum over d of row[d] * query[d] for the rows whose numbers stand in a list; lower: from upper halves to lower.
  ;; query int16, out int32; bytes a multiple of 16.
  (func (export "dots")
    (param $list i32) (param $count i32) (param $rows i32) (param $bytes i32) (param $lower i32)
    (param $query i32) (param $out i32)
    (local $end i32) (local $at i32) (local $q i32) (local $qEnd i32)
    (local $u v128) (local $l v128) (local $numbers v128) (local $sum v128)
    (local.set $end (i32.add (local.get $list) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $qEnd (i32.add (local.get $query) (i32.shl (local.get $bytes) (i32.const 2))))
    (block $done
      (loop $row
        (br_if $done (i32.ge_u (local.get $list) (local.get $end)))
        (local.set $at (i32.add (local.get $rows) (i32.mul (i32.load (local.get $list)) (local.get $bytes))))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $q (local.get $query))
        (loop $thirtyTwoDimensions
          (local.set $u (v128.load (local.get $at)))
          (local.set $l (v128.load (i32.add (local.get $at) (local.get $lower))))
          (local.set $numbers (call $firstNumbers (local.get $u) (local.get $l)))
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.add
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $numbers)) (v128.load (local.get $q)))
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $numbers)) (v128.load offset=16 (local.get $q))))))
          (local.set $numbers (call $otherNumbers (local.get $u) (local.get $l)))
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.add
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $numbers)) (v128.load offset=32 (local.get $q)))
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $numbers)) (v128.load offset=48 (local.get $q))))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $q (i32.add (local.get $q) (i32.const 64)))
          (br_if $thirtyTwoDimensions (i32.lt_u (local.get $q) (local.get $qEnd))))
        (i32.store (local.get $out) (i32.add
          (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
          (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $list (i32.add (local.get $list) (i32.const 4)))
        (br $row))))

  ;; into[d] = into[d] + weights[n] * row[d] for one row after another, whose upper halves stand at the addresses of a list.
  ;; weights and into float32: every product and every sum is rounded once.
  (func (export "add")
    (param $list i32) (param $count i32) (param $bytes i32) (param $lower i32) (param $weights i32) (param $into i32)
    (local $byte i32) (local $at i32) (local $n i32)
    (local $u v128) (local $l v128) (local $numbers v128) (local $low v128) (local $high v128) (local $weight v128)
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128)
    (local $a4 v128) (local $a5 v128) (local $a6 v128) (local $a7 v128)
    (local.set $count (i32.shl (local.get $count) (i32.const 2)))
    (block $done
      (br_if $done (i32.eqz (local.get $count)))
      (loop $thirtyTwoDimensions
        (local.set $a0 (v128.load (local.get $into)))
        (local.set $a1 (v128.load offset=16 (local.get $into)))
        (local.set $a2 (v128.load offset=32 (local.get $into)))
        (local.set $a3 (v128.load offset=48 (local.get $into)))
        (local.set $a4 (v128.load offset=64 (local.get $into)))
        (local.set $a5 (v128.load offset=80 (local.get $into)))
        (local.set $a6 (v128.load offset=96 (local.get $into)))
        (local.set $a7 (v128.load offset=112 (local.get $into)))
        (local.set $n (i32.const 0))
        (loop $row
          (local.set $at (i32.add (i32.load (i32.add (local.get $list) (local.get $n))) (local.get $byte)))
          (local.set $weight (v128.load32_splat (i32.add (local.get $weights) (local.get $n))))
          (local.set $u (v128.load (local.get $at)))
          (local.set $l (v128.load (i32.add (local.get $at) (local.get $lower))))
          (local.set $numbers (call $firstNumbers (local.get $u) (local.get $l)))
          (local.set $low (i16x8.extend_low_i8x16_s (local.get $numbers)))
          (local.set $high (i16x8.extend_high_i8x16_s (local.get $numbers)))
          (local.set $a0 (f32x4.add (local.get $a0) (f32x4.mul (local.get $weight)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $low))))))
          (local.set $a1 (f32x4.add (local.get $a1) (f32x4.mul (local.get $weight)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $low))))))
          (local.set $a2 (f32x4.add (local.get $a2) (f32x4.mul (local.get $weight)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $high))))))
          (local.set $a3 (f32x4.add (local.get $a3) (f32x4.mul (local.get $weight)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $high))))))
          (local.set $numbers (call $otherNumbers (local.get $u) (local.get $l)))
          (local.set $low (i16x8.extend_low_i8x16_s (local.get $numbers)))
          (local.set $high (i16x8.extend_high_i8x16_s (local.get $numbers)))
          (local.set $a4 (f32x4.add (local.get $a4) (f32x4.mul (local.get $weight)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $low))))))
          (local.set $a5 (f32x4.add (local.get $a5) (f32x4.mul (local.get $weight)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $low))))))
          (local.set $a6 (f32x4.add (local.get $a6) (f32x4.mul (local.get $weight)
            (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $high))))))
          (local.set $a7 (f32x4.add (local.get $a7) (f32x4.mul (local.get $weight)
            (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $high))))))
          (local.set $n (i32.add (local.get $n) (i32.const 4)))
          (br_if $row (i32.lt_u (local.get $n) (local.get $count))))
        (v128.store (local.get $into) (local.get $a0))
        (v128.store offset=16 (local.get $into) (local.get $a1))
        (v128.store offset=32 (local.get $into) (local.get $a2))
        (v128.store offset=48 (local.get $into) (local.get $a3))
        (v128.store offset=64 (local.get $into) (local.get $a4))
        (v128.store offset=80 (local.get $into) (local.get $a5))
        (v128.store offset=96 (local.get $into) (local.get $a6))
        (v128.store offset=112 (local.get $into) (local.get $a7))
        (local.set $into (i32.add (local.get $into) (i32.const 128)))
        (local.set $byte (i32.add (local.get $byte) (i32.const 16)))
        (br_if $thirtyTwoDimensions (i32.lt_u (local.get $byte) (local.get $bytes))))))

  ;; out[r] = sum over the 4-bit groups g of a row's code of tables[g][group], sixteen rows at a time.
  ;; Codes stand in blocks of 16 rows: byte 0 of each row, then byte 1 of each row, ... A byte's low bits are group
  ;; 2 * byte, its high bits the next. tables: 16 bytes a group, each at most 127; out uint16; at most 258 bytes a row.
  (func (export "codes")
    (param $codes i32) (param $blocks i32) (param $bytes i32) (param $tables i32) (param $out i32)
    (local $end i32) (local $codesEnd i32) (local $table i32)
    (local $sixteen v128) (local $all v128) (local $odd v128)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $blocks) (i32.const 5))))
    (block $done
      (loop $sixteenRows
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (local.set $codesEnd (i32.add (local.get $codes) (i32.shl (local.get $bytes) (i32.const 4))))
        (local.set $table (local.get $tables))
        (local.set $all (v128.const i32x4 0 0 0 0))
        (local.set $odd (v128.const i32x4 0 0 0 0))
        (loop $twoGroups
          (local.set $sixteen (v128.load (local.get $codes)))
          ;; Sixteen look-ups in 16 bytes are one instruction, and two results below 128 add up within a byte.
          (local.set $sixteen (i8x16.add
            (i8x16.swizzle (v128.load (local.get $table))
              (v128.and (local.get $sixteen) (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f)))
            (i8x16.swizzle (v128.load offset=16 (local.get $table))
              (i8x16.shr_u (local.get $sixteen) (i32.const 4)))))
          ;; The sums of even rows gather in the low bytes of $all, where those of odd ones (times 256) lie upon them.
          (local.set $all (i16x8.add (local.get $all) (local.get $sixteen)))
          (local.set $odd (i16x8.add (local.get $odd) (i16x8.shr_u (local.get $sixteen) (i32.const 8))))
          (local.set $table (i32.add (local.get $table) (i32.const 32)))
          (local.set $codes (i32.add (local.get $codes) (i32.const 16)))
          (br_if $twoGroups (i32.lt_u (local.get $codes) (local.get $codesEnd))))
        (local.set $all (i16x8.sub (local.get $all) (i16x8.shl (local.get $odd) (i32.const 8))))
        (v128.store (local.get $out)
          (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $all) (local.get $odd)))
        (v128.store offset=16 (local.get $out)
          (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $all) (local.get $odd)))
        (local.set $out (i32.add (local.get $out) (i32.const 32)))
        (br $sixteenRows)))))
