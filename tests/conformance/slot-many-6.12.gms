# Many slots on one file, none of which a default VM can bind.
#
# A variant of the program for kernels without create flags made every file with flags
# 0. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave the same answer
# to both cases in this file. "case:" names the case as that program prints it.
#
# The results of both cases are counts, of the calls that succeeded: none. Here each call
# is a line, and the last one is marked.
#
# profiles: 6.12 6.16

vm A                               -> 0
mmap H anon len=512p flags=shared  -> 0
memfd M vm=A size=512p             -> 0

slot A:511 gpa=0x11ff000 size=1p hva=H+511p memfd=M off=511p  -> EINVAL
slot A:510 gpa=0x11fe000 size=1p hva=H+510p memfd=M off=510p  -> EINVAL
slot A:509 gpa=0x11fd000 size=1p hva=H+509p memfd=M off=509p  -> EINVAL
slot A:508 gpa=0x11fc000 size=1p hva=H+508p memfd=M off=508p  -> EINVAL
slot A:507 gpa=0x11fb000 size=1p hva=H+507p memfd=M off=507p  -> EINVAL
slot A:506 gpa=0x11fa000 size=1p hva=H+506p memfd=M off=506p  -> EINVAL
slot A:505 gpa=0x11f9000 size=1p hva=H+505p memfd=M off=505p  -> EINVAL
slot A:504 gpa=0x11f8000 size=1p hva=H+504p memfd=M off=504p  -> EINVAL
slot A:503 gpa=0x11f7000 size=1p hva=H+503p memfd=M off=503p  -> EINVAL
slot A:502 gpa=0x11f6000 size=1p hva=H+502p memfd=M off=502p  -> EINVAL
slot A:501 gpa=0x11f5000 size=1p hva=H+501p memfd=M off=501p  -> EINVAL
slot A:500 gpa=0x11f4000 size=1p hva=H+500p memfd=M off=500p  -> EINVAL
slot A:499 gpa=0x11f3000 size=1p hva=H+499p memfd=M off=499p  -> EINVAL
slot A:498 gpa=0x11f2000 size=1p hva=H+498p memfd=M off=498p  -> EINVAL
slot A:497 gpa=0x11f1000 size=1p hva=H+497p memfd=M off=497p  -> EINVAL
slot A:496 gpa=0x11f0000 size=1p hva=H+496p memfd=M off=496p  -> EINVAL
slot A:495 gpa=0x11ef000 size=1p hva=H+495p memfd=M off=495p  -> EINVAL
slot A:494 gpa=0x11ee000 size=1p hva=H+494p memfd=M off=494p  -> EINVAL
slot A:493 gpa=0x11ed000 size=1p hva=H+493p memfd=M off=493p  -> EINVAL
slot A:492 gpa=0x11ec000 size=1p hva=H+492p memfd=M off=492p  -> EINVAL
slot A:491 gpa=0x11eb000 size=1p hva=H+491p memfd=M off=491p  -> EINVAL
slot A:490 gpa=0x11ea000 size=1p hva=H+490p memfd=M off=490p  -> EINVAL
slot A:489 gpa=0x11e9000 size=1p hva=H+489p memfd=M off=489p  -> EINVAL
slot A:488 gpa=0x11e8000 size=1p hva=H+488p memfd=M off=488p  -> EINVAL
slot A:487 gpa=0x11e7000 size=1p hva=H+487p memfd=M off=487p  -> EINVAL
slot A:486 gpa=0x11e6000 size=1p hva=H+486p memfd=M off=486p  -> EINVAL
slot A:485 gpa=0x11e5000 size=1p hva=H+485p memfd=M off=485p  -> EINVAL
slot A:484 gpa=0x11e4000 size=1p hva=H+484p memfd=M off=484p  -> EINVAL
slot A:483 gpa=0x11e3000 size=1p hva=H+483p memfd=M off=483p  -> EINVAL
slot A:482 gpa=0x11e2000 size=1p hva=H+482p memfd=M off=482p  -> EINVAL
slot A:481 gpa=0x11e1000 size=1p hva=H+481p memfd=M off=481p  -> EINVAL
slot A:480 gpa=0x11e0000 size=1p hva=H+480p memfd=M off=480p  -> EINVAL
slot A:479 gpa=0x11df000 size=1p hva=H+479p memfd=M off=479p  -> EINVAL
slot A:478 gpa=0x11de000 size=1p hva=H+478p memfd=M off=478p  -> EINVAL
slot A:477 gpa=0x11dd000 size=1p hva=H+477p memfd=M off=477p  -> EINVAL
slot A:476 gpa=0x11dc000 size=1p hva=H+476p memfd=M off=476p  -> EINVAL
slot A:475 gpa=0x11db000 size=1p hva=H+475p memfd=M off=475p  -> EINVAL
slot A:474 gpa=0x11da000 size=1p hva=H+474p memfd=M off=474p  -> EINVAL
slot A:473 gpa=0x11d9000 size=1p hva=H+473p memfd=M off=473p  -> EINVAL
slot A:472 gpa=0x11d8000 size=1p hva=H+472p memfd=M off=472p  -> EINVAL
slot A:471 gpa=0x11d7000 size=1p hva=H+471p memfd=M off=471p  -> EINVAL
slot A:470 gpa=0x11d6000 size=1p hva=H+470p memfd=M off=470p  -> EINVAL
slot A:469 gpa=0x11d5000 size=1p hva=H+469p memfd=M off=469p  -> EINVAL
slot A:468 gpa=0x11d4000 size=1p hva=H+468p memfd=M off=468p  -> EINVAL
slot A:467 gpa=0x11d3000 size=1p hva=H+467p memfd=M off=467p  -> EINVAL
slot A:466 gpa=0x11d2000 size=1p hva=H+466p memfd=M off=466p  -> EINVAL
slot A:465 gpa=0x11d1000 size=1p hva=H+465p memfd=M off=465p  -> EINVAL
slot A:464 gpa=0x11d0000 size=1p hva=H+464p memfd=M off=464p  -> EINVAL
slot A:463 gpa=0x11cf000 size=1p hva=H+463p memfd=M off=463p  -> EINVAL
slot A:462 gpa=0x11ce000 size=1p hva=H+462p memfd=M off=462p  -> EINVAL
slot A:461 gpa=0x11cd000 size=1p hva=H+461p memfd=M off=461p  -> EINVAL
slot A:460 gpa=0x11cc000 size=1p hva=H+460p memfd=M off=460p  -> EINVAL
slot A:459 gpa=0x11cb000 size=1p hva=H+459p memfd=M off=459p  -> EINVAL
slot A:458 gpa=0x11ca000 size=1p hva=H+458p memfd=M off=458p  -> EINVAL
slot A:457 gpa=0x11c9000 size=1p hva=H+457p memfd=M off=457p  -> EINVAL
slot A:456 gpa=0x11c8000 size=1p hva=H+456p memfd=M off=456p  -> EINVAL
slot A:455 gpa=0x11c7000 size=1p hva=H+455p memfd=M off=455p  -> EINVAL
slot A:454 gpa=0x11c6000 size=1p hva=H+454p memfd=M off=454p  -> EINVAL
slot A:453 gpa=0x11c5000 size=1p hva=H+453p memfd=M off=453p  -> EINVAL
slot A:452 gpa=0x11c4000 size=1p hva=H+452p memfd=M off=452p  -> EINVAL
slot A:451 gpa=0x11c3000 size=1p hva=H+451p memfd=M off=451p  -> EINVAL
slot A:450 gpa=0x11c2000 size=1p hva=H+450p memfd=M off=450p  -> EINVAL
slot A:449 gpa=0x11c1000 size=1p hva=H+449p memfd=M off=449p  -> EINVAL
slot A:448 gpa=0x11c0000 size=1p hva=H+448p memfd=M off=448p  -> EINVAL
slot A:447 gpa=0x11bf000 size=1p hva=H+447p memfd=M off=447p  -> EINVAL
slot A:446 gpa=0x11be000 size=1p hva=H+446p memfd=M off=446p  -> EINVAL
slot A:445 gpa=0x11bd000 size=1p hva=H+445p memfd=M off=445p  -> EINVAL
slot A:444 gpa=0x11bc000 size=1p hva=H+444p memfd=M off=444p  -> EINVAL
slot A:443 gpa=0x11bb000 size=1p hva=H+443p memfd=M off=443p  -> EINVAL
slot A:442 gpa=0x11ba000 size=1p hva=H+442p memfd=M off=442p  -> EINVAL
slot A:441 gpa=0x11b9000 size=1p hva=H+441p memfd=M off=441p  -> EINVAL
slot A:440 gpa=0x11b8000 size=1p hva=H+440p memfd=M off=440p  -> EINVAL
slot A:439 gpa=0x11b7000 size=1p hva=H+439p memfd=M off=439p  -> EINVAL
slot A:438 gpa=0x11b6000 size=1p hva=H+438p memfd=M off=438p  -> EINVAL
slot A:437 gpa=0x11b5000 size=1p hva=H+437p memfd=M off=437p  -> EINVAL
slot A:436 gpa=0x11b4000 size=1p hva=H+436p memfd=M off=436p  -> EINVAL
slot A:435 gpa=0x11b3000 size=1p hva=H+435p memfd=M off=435p  -> EINVAL
slot A:434 gpa=0x11b2000 size=1p hva=H+434p memfd=M off=434p  -> EINVAL
slot A:433 gpa=0x11b1000 size=1p hva=H+433p memfd=M off=433p  -> EINVAL
slot A:432 gpa=0x11b0000 size=1p hva=H+432p memfd=M off=432p  -> EINVAL
slot A:431 gpa=0x11af000 size=1p hva=H+431p memfd=M off=431p  -> EINVAL
slot A:430 gpa=0x11ae000 size=1p hva=H+430p memfd=M off=430p  -> EINVAL
slot A:429 gpa=0x11ad000 size=1p hva=H+429p memfd=M off=429p  -> EINVAL
slot A:428 gpa=0x11ac000 size=1p hva=H+428p memfd=M off=428p  -> EINVAL
slot A:427 gpa=0x11ab000 size=1p hva=H+427p memfd=M off=427p  -> EINVAL
slot A:426 gpa=0x11aa000 size=1p hva=H+426p memfd=M off=426p  -> EINVAL
slot A:425 gpa=0x11a9000 size=1p hva=H+425p memfd=M off=425p  -> EINVAL
slot A:424 gpa=0x11a8000 size=1p hva=H+424p memfd=M off=424p  -> EINVAL
slot A:423 gpa=0x11a7000 size=1p hva=H+423p memfd=M off=423p  -> EINVAL
slot A:422 gpa=0x11a6000 size=1p hva=H+422p memfd=M off=422p  -> EINVAL
slot A:421 gpa=0x11a5000 size=1p hva=H+421p memfd=M off=421p  -> EINVAL
slot A:420 gpa=0x11a4000 size=1p hva=H+420p memfd=M off=420p  -> EINVAL
slot A:419 gpa=0x11a3000 size=1p hva=H+419p memfd=M off=419p  -> EINVAL
slot A:418 gpa=0x11a2000 size=1p hva=H+418p memfd=M off=418p  -> EINVAL
slot A:417 gpa=0x11a1000 size=1p hva=H+417p memfd=M off=417p  -> EINVAL
slot A:416 gpa=0x11a0000 size=1p hva=H+416p memfd=M off=416p  -> EINVAL
slot A:415 gpa=0x119f000 size=1p hva=H+415p memfd=M off=415p  -> EINVAL
slot A:414 gpa=0x119e000 size=1p hva=H+414p memfd=M off=414p  -> EINVAL
slot A:413 gpa=0x119d000 size=1p hva=H+413p memfd=M off=413p  -> EINVAL
slot A:412 gpa=0x119c000 size=1p hva=H+412p memfd=M off=412p  -> EINVAL
slot A:411 gpa=0x119b000 size=1p hva=H+411p memfd=M off=411p  -> EINVAL
slot A:410 gpa=0x119a000 size=1p hva=H+410p memfd=M off=410p  -> EINVAL
slot A:409 gpa=0x1199000 size=1p hva=H+409p memfd=M off=409p  -> EINVAL
slot A:408 gpa=0x1198000 size=1p hva=H+408p memfd=M off=408p  -> EINVAL
slot A:407 gpa=0x1197000 size=1p hva=H+407p memfd=M off=407p  -> EINVAL
slot A:406 gpa=0x1196000 size=1p hva=H+406p memfd=M off=406p  -> EINVAL
slot A:405 gpa=0x1195000 size=1p hva=H+405p memfd=M off=405p  -> EINVAL
slot A:404 gpa=0x1194000 size=1p hva=H+404p memfd=M off=404p  -> EINVAL
slot A:403 gpa=0x1193000 size=1p hva=H+403p memfd=M off=403p  -> EINVAL
slot A:402 gpa=0x1192000 size=1p hva=H+402p memfd=M off=402p  -> EINVAL
slot A:401 gpa=0x1191000 size=1p hva=H+401p memfd=M off=401p  -> EINVAL
slot A:400 gpa=0x1190000 size=1p hva=H+400p memfd=M off=400p  -> EINVAL
slot A:399 gpa=0x118f000 size=1p hva=H+399p memfd=M off=399p  -> EINVAL
slot A:398 gpa=0x118e000 size=1p hva=H+398p memfd=M off=398p  -> EINVAL
slot A:397 gpa=0x118d000 size=1p hva=H+397p memfd=M off=397p  -> EINVAL
slot A:396 gpa=0x118c000 size=1p hva=H+396p memfd=M off=396p  -> EINVAL
slot A:395 gpa=0x118b000 size=1p hva=H+395p memfd=M off=395p  -> EINVAL
slot A:394 gpa=0x118a000 size=1p hva=H+394p memfd=M off=394p  -> EINVAL
slot A:393 gpa=0x1189000 size=1p hva=H+393p memfd=M off=393p  -> EINVAL
slot A:392 gpa=0x1188000 size=1p hva=H+392p memfd=M off=392p  -> EINVAL
slot A:391 gpa=0x1187000 size=1p hva=H+391p memfd=M off=391p  -> EINVAL
slot A:390 gpa=0x1186000 size=1p hva=H+390p memfd=M off=390p  -> EINVAL
slot A:389 gpa=0x1185000 size=1p hva=H+389p memfd=M off=389p  -> EINVAL
slot A:388 gpa=0x1184000 size=1p hva=H+388p memfd=M off=388p  -> EINVAL
slot A:387 gpa=0x1183000 size=1p hva=H+387p memfd=M off=387p  -> EINVAL
slot A:386 gpa=0x1182000 size=1p hva=H+386p memfd=M off=386p  -> EINVAL
slot A:385 gpa=0x1181000 size=1p hva=H+385p memfd=M off=385p  -> EINVAL
slot A:384 gpa=0x1180000 size=1p hva=H+384p memfd=M off=384p  -> EINVAL
slot A:383 gpa=0x117f000 size=1p hva=H+383p memfd=M off=383p  -> EINVAL
slot A:382 gpa=0x117e000 size=1p hva=H+382p memfd=M off=382p  -> EINVAL
slot A:381 gpa=0x117d000 size=1p hva=H+381p memfd=M off=381p  -> EINVAL
slot A:380 gpa=0x117c000 size=1p hva=H+380p memfd=M off=380p  -> EINVAL
slot A:379 gpa=0x117b000 size=1p hva=H+379p memfd=M off=379p  -> EINVAL
slot A:378 gpa=0x117a000 size=1p hva=H+378p memfd=M off=378p  -> EINVAL
slot A:377 gpa=0x1179000 size=1p hva=H+377p memfd=M off=377p  -> EINVAL
slot A:376 gpa=0x1178000 size=1p hva=H+376p memfd=M off=376p  -> EINVAL
slot A:375 gpa=0x1177000 size=1p hva=H+375p memfd=M off=375p  -> EINVAL
slot A:374 gpa=0x1176000 size=1p hva=H+374p memfd=M off=374p  -> EINVAL
slot A:373 gpa=0x1175000 size=1p hva=H+373p memfd=M off=373p  -> EINVAL
slot A:372 gpa=0x1174000 size=1p hva=H+372p memfd=M off=372p  -> EINVAL
slot A:371 gpa=0x1173000 size=1p hva=H+371p memfd=M off=371p  -> EINVAL
slot A:370 gpa=0x1172000 size=1p hva=H+370p memfd=M off=370p  -> EINVAL
slot A:369 gpa=0x1171000 size=1p hva=H+369p memfd=M off=369p  -> EINVAL
slot A:368 gpa=0x1170000 size=1p hva=H+368p memfd=M off=368p  -> EINVAL
slot A:367 gpa=0x116f000 size=1p hva=H+367p memfd=M off=367p  -> EINVAL
slot A:366 gpa=0x116e000 size=1p hva=H+366p memfd=M off=366p  -> EINVAL
slot A:365 gpa=0x116d000 size=1p hva=H+365p memfd=M off=365p  -> EINVAL
slot A:364 gpa=0x116c000 size=1p hva=H+364p memfd=M off=364p  -> EINVAL
slot A:363 gpa=0x116b000 size=1p hva=H+363p memfd=M off=363p  -> EINVAL
slot A:362 gpa=0x116a000 size=1p hva=H+362p memfd=M off=362p  -> EINVAL
slot A:361 gpa=0x1169000 size=1p hva=H+361p memfd=M off=361p  -> EINVAL
slot A:360 gpa=0x1168000 size=1p hva=H+360p memfd=M off=360p  -> EINVAL
slot A:359 gpa=0x1167000 size=1p hva=H+359p memfd=M off=359p  -> EINVAL
slot A:358 gpa=0x1166000 size=1p hva=H+358p memfd=M off=358p  -> EINVAL
slot A:357 gpa=0x1165000 size=1p hva=H+357p memfd=M off=357p  -> EINVAL
slot A:356 gpa=0x1164000 size=1p hva=H+356p memfd=M off=356p  -> EINVAL
slot A:355 gpa=0x1163000 size=1p hva=H+355p memfd=M off=355p  -> EINVAL
slot A:354 gpa=0x1162000 size=1p hva=H+354p memfd=M off=354p  -> EINVAL
slot A:353 gpa=0x1161000 size=1p hva=H+353p memfd=M off=353p  -> EINVAL
slot A:352 gpa=0x1160000 size=1p hva=H+352p memfd=M off=352p  -> EINVAL
slot A:351 gpa=0x115f000 size=1p hva=H+351p memfd=M off=351p  -> EINVAL
slot A:350 gpa=0x115e000 size=1p hva=H+350p memfd=M off=350p  -> EINVAL
slot A:349 gpa=0x115d000 size=1p hva=H+349p memfd=M off=349p  -> EINVAL
slot A:348 gpa=0x115c000 size=1p hva=H+348p memfd=M off=348p  -> EINVAL
slot A:347 gpa=0x115b000 size=1p hva=H+347p memfd=M off=347p  -> EINVAL
slot A:346 gpa=0x115a000 size=1p hva=H+346p memfd=M off=346p  -> EINVAL
slot A:345 gpa=0x1159000 size=1p hva=H+345p memfd=M off=345p  -> EINVAL
slot A:344 gpa=0x1158000 size=1p hva=H+344p memfd=M off=344p  -> EINVAL
slot A:343 gpa=0x1157000 size=1p hva=H+343p memfd=M off=343p  -> EINVAL
slot A:342 gpa=0x1156000 size=1p hva=H+342p memfd=M off=342p  -> EINVAL
slot A:341 gpa=0x1155000 size=1p hva=H+341p memfd=M off=341p  -> EINVAL
slot A:340 gpa=0x1154000 size=1p hva=H+340p memfd=M off=340p  -> EINVAL
slot A:339 gpa=0x1153000 size=1p hva=H+339p memfd=M off=339p  -> EINVAL
slot A:338 gpa=0x1152000 size=1p hva=H+338p memfd=M off=338p  -> EINVAL
slot A:337 gpa=0x1151000 size=1p hva=H+337p memfd=M off=337p  -> EINVAL
slot A:336 gpa=0x1150000 size=1p hva=H+336p memfd=M off=336p  -> EINVAL
slot A:335 gpa=0x114f000 size=1p hva=H+335p memfd=M off=335p  -> EINVAL
slot A:334 gpa=0x114e000 size=1p hva=H+334p memfd=M off=334p  -> EINVAL
slot A:333 gpa=0x114d000 size=1p hva=H+333p memfd=M off=333p  -> EINVAL
slot A:332 gpa=0x114c000 size=1p hva=H+332p memfd=M off=332p  -> EINVAL
slot A:331 gpa=0x114b000 size=1p hva=H+331p memfd=M off=331p  -> EINVAL
slot A:330 gpa=0x114a000 size=1p hva=H+330p memfd=M off=330p  -> EINVAL
slot A:329 gpa=0x1149000 size=1p hva=H+329p memfd=M off=329p  -> EINVAL
slot A:328 gpa=0x1148000 size=1p hva=H+328p memfd=M off=328p  -> EINVAL
slot A:327 gpa=0x1147000 size=1p hva=H+327p memfd=M off=327p  -> EINVAL
slot A:326 gpa=0x1146000 size=1p hva=H+326p memfd=M off=326p  -> EINVAL
slot A:325 gpa=0x1145000 size=1p hva=H+325p memfd=M off=325p  -> EINVAL
slot A:324 gpa=0x1144000 size=1p hva=H+324p memfd=M off=324p  -> EINVAL
slot A:323 gpa=0x1143000 size=1p hva=H+323p memfd=M off=323p  -> EINVAL
slot A:322 gpa=0x1142000 size=1p hva=H+322p memfd=M off=322p  -> EINVAL
slot A:321 gpa=0x1141000 size=1p hva=H+321p memfd=M off=321p  -> EINVAL
slot A:320 gpa=0x1140000 size=1p hva=H+320p memfd=M off=320p  -> EINVAL
slot A:319 gpa=0x113f000 size=1p hva=H+319p memfd=M off=319p  -> EINVAL
slot A:318 gpa=0x113e000 size=1p hva=H+318p memfd=M off=318p  -> EINVAL
slot A:317 gpa=0x113d000 size=1p hva=H+317p memfd=M off=317p  -> EINVAL
slot A:316 gpa=0x113c000 size=1p hva=H+316p memfd=M off=316p  -> EINVAL
slot A:315 gpa=0x113b000 size=1p hva=H+315p memfd=M off=315p  -> EINVAL
slot A:314 gpa=0x113a000 size=1p hva=H+314p memfd=M off=314p  -> EINVAL
slot A:313 gpa=0x1139000 size=1p hva=H+313p memfd=M off=313p  -> EINVAL
slot A:312 gpa=0x1138000 size=1p hva=H+312p memfd=M off=312p  -> EINVAL
slot A:311 gpa=0x1137000 size=1p hva=H+311p memfd=M off=311p  -> EINVAL
slot A:310 gpa=0x1136000 size=1p hva=H+310p memfd=M off=310p  -> EINVAL
slot A:309 gpa=0x1135000 size=1p hva=H+309p memfd=M off=309p  -> EINVAL
slot A:308 gpa=0x1134000 size=1p hva=H+308p memfd=M off=308p  -> EINVAL
slot A:307 gpa=0x1133000 size=1p hva=H+307p memfd=M off=307p  -> EINVAL
slot A:306 gpa=0x1132000 size=1p hva=H+306p memfd=M off=306p  -> EINVAL
slot A:305 gpa=0x1131000 size=1p hva=H+305p memfd=M off=305p  -> EINVAL
slot A:304 gpa=0x1130000 size=1p hva=H+304p memfd=M off=304p  -> EINVAL
slot A:303 gpa=0x112f000 size=1p hva=H+303p memfd=M off=303p  -> EINVAL
slot A:302 gpa=0x112e000 size=1p hva=H+302p memfd=M off=302p  -> EINVAL
slot A:301 gpa=0x112d000 size=1p hva=H+301p memfd=M off=301p  -> EINVAL
slot A:300 gpa=0x112c000 size=1p hva=H+300p memfd=M off=300p  -> EINVAL
slot A:299 gpa=0x112b000 size=1p hva=H+299p memfd=M off=299p  -> EINVAL
slot A:298 gpa=0x112a000 size=1p hva=H+298p memfd=M off=298p  -> EINVAL
slot A:297 gpa=0x1129000 size=1p hva=H+297p memfd=M off=297p  -> EINVAL
slot A:296 gpa=0x1128000 size=1p hva=H+296p memfd=M off=296p  -> EINVAL
slot A:295 gpa=0x1127000 size=1p hva=H+295p memfd=M off=295p  -> EINVAL
slot A:294 gpa=0x1126000 size=1p hva=H+294p memfd=M off=294p  -> EINVAL
slot A:293 gpa=0x1125000 size=1p hva=H+293p memfd=M off=293p  -> EINVAL
slot A:292 gpa=0x1124000 size=1p hva=H+292p memfd=M off=292p  -> EINVAL
slot A:291 gpa=0x1123000 size=1p hva=H+291p memfd=M off=291p  -> EINVAL
slot A:290 gpa=0x1122000 size=1p hva=H+290p memfd=M off=290p  -> EINVAL
slot A:289 gpa=0x1121000 size=1p hva=H+289p memfd=M off=289p  -> EINVAL
slot A:288 gpa=0x1120000 size=1p hva=H+288p memfd=M off=288p  -> EINVAL
slot A:287 gpa=0x111f000 size=1p hva=H+287p memfd=M off=287p  -> EINVAL
slot A:286 gpa=0x111e000 size=1p hva=H+286p memfd=M off=286p  -> EINVAL
slot A:285 gpa=0x111d000 size=1p hva=H+285p memfd=M off=285p  -> EINVAL
slot A:284 gpa=0x111c000 size=1p hva=H+284p memfd=M off=284p  -> EINVAL
slot A:283 gpa=0x111b000 size=1p hva=H+283p memfd=M off=283p  -> EINVAL
slot A:282 gpa=0x111a000 size=1p hva=H+282p memfd=M off=282p  -> EINVAL
slot A:281 gpa=0x1119000 size=1p hva=H+281p memfd=M off=281p  -> EINVAL
slot A:280 gpa=0x1118000 size=1p hva=H+280p memfd=M off=280p  -> EINVAL
slot A:279 gpa=0x1117000 size=1p hva=H+279p memfd=M off=279p  -> EINVAL
slot A:278 gpa=0x1116000 size=1p hva=H+278p memfd=M off=278p  -> EINVAL
slot A:277 gpa=0x1115000 size=1p hva=H+277p memfd=M off=277p  -> EINVAL
slot A:276 gpa=0x1114000 size=1p hva=H+276p memfd=M off=276p  -> EINVAL
slot A:275 gpa=0x1113000 size=1p hva=H+275p memfd=M off=275p  -> EINVAL
slot A:274 gpa=0x1112000 size=1p hva=H+274p memfd=M off=274p  -> EINVAL
slot A:273 gpa=0x1111000 size=1p hva=H+273p memfd=M off=273p  -> EINVAL
slot A:272 gpa=0x1110000 size=1p hva=H+272p memfd=M off=272p  -> EINVAL
slot A:271 gpa=0x110f000 size=1p hva=H+271p memfd=M off=271p  -> EINVAL
slot A:270 gpa=0x110e000 size=1p hva=H+270p memfd=M off=270p  -> EINVAL
slot A:269 gpa=0x110d000 size=1p hva=H+269p memfd=M off=269p  -> EINVAL
slot A:268 gpa=0x110c000 size=1p hva=H+268p memfd=M off=268p  -> EINVAL
slot A:267 gpa=0x110b000 size=1p hva=H+267p memfd=M off=267p  -> EINVAL
slot A:266 gpa=0x110a000 size=1p hva=H+266p memfd=M off=266p  -> EINVAL
slot A:265 gpa=0x1109000 size=1p hva=H+265p memfd=M off=265p  -> EINVAL
slot A:264 gpa=0x1108000 size=1p hva=H+264p memfd=M off=264p  -> EINVAL
slot A:263 gpa=0x1107000 size=1p hva=H+263p memfd=M off=263p  -> EINVAL
slot A:262 gpa=0x1106000 size=1p hva=H+262p memfd=M off=262p  -> EINVAL
slot A:261 gpa=0x1105000 size=1p hva=H+261p memfd=M off=261p  -> EINVAL
slot A:260 gpa=0x1104000 size=1p hva=H+260p memfd=M off=260p  -> EINVAL
slot A:259 gpa=0x1103000 size=1p hva=H+259p memfd=M off=259p  -> EINVAL
slot A:258 gpa=0x1102000 size=1p hva=H+258p memfd=M off=258p  -> EINVAL
slot A:257 gpa=0x1101000 size=1p hva=H+257p memfd=M off=257p  -> EINVAL
slot A:256 gpa=0x1100000 size=1p hva=H+256p memfd=M off=256p  -> EINVAL
slot A:255 gpa=0x10ff000 size=1p hva=H+255p memfd=M off=255p  -> EINVAL
slot A:254 gpa=0x10fe000 size=1p hva=H+254p memfd=M off=254p  -> EINVAL
slot A:253 gpa=0x10fd000 size=1p hva=H+253p memfd=M off=253p  -> EINVAL
slot A:252 gpa=0x10fc000 size=1p hva=H+252p memfd=M off=252p  -> EINVAL
slot A:251 gpa=0x10fb000 size=1p hva=H+251p memfd=M off=251p  -> EINVAL
slot A:250 gpa=0x10fa000 size=1p hva=H+250p memfd=M off=250p  -> EINVAL
slot A:249 gpa=0x10f9000 size=1p hva=H+249p memfd=M off=249p  -> EINVAL
slot A:248 gpa=0x10f8000 size=1p hva=H+248p memfd=M off=248p  -> EINVAL
slot A:247 gpa=0x10f7000 size=1p hva=H+247p memfd=M off=247p  -> EINVAL
slot A:246 gpa=0x10f6000 size=1p hva=H+246p memfd=M off=246p  -> EINVAL
slot A:245 gpa=0x10f5000 size=1p hva=H+245p memfd=M off=245p  -> EINVAL
slot A:244 gpa=0x10f4000 size=1p hva=H+244p memfd=M off=244p  -> EINVAL
slot A:243 gpa=0x10f3000 size=1p hva=H+243p memfd=M off=243p  -> EINVAL
slot A:242 gpa=0x10f2000 size=1p hva=H+242p memfd=M off=242p  -> EINVAL
slot A:241 gpa=0x10f1000 size=1p hva=H+241p memfd=M off=241p  -> EINVAL
slot A:240 gpa=0x10f0000 size=1p hva=H+240p memfd=M off=240p  -> EINVAL
slot A:239 gpa=0x10ef000 size=1p hva=H+239p memfd=M off=239p  -> EINVAL
slot A:238 gpa=0x10ee000 size=1p hva=H+238p memfd=M off=238p  -> EINVAL
slot A:237 gpa=0x10ed000 size=1p hva=H+237p memfd=M off=237p  -> EINVAL
slot A:236 gpa=0x10ec000 size=1p hva=H+236p memfd=M off=236p  -> EINVAL
slot A:235 gpa=0x10eb000 size=1p hva=H+235p memfd=M off=235p  -> EINVAL
slot A:234 gpa=0x10ea000 size=1p hva=H+234p memfd=M off=234p  -> EINVAL
slot A:233 gpa=0x10e9000 size=1p hva=H+233p memfd=M off=233p  -> EINVAL
slot A:232 gpa=0x10e8000 size=1p hva=H+232p memfd=M off=232p  -> EINVAL
slot A:231 gpa=0x10e7000 size=1p hva=H+231p memfd=M off=231p  -> EINVAL
slot A:230 gpa=0x10e6000 size=1p hva=H+230p memfd=M off=230p  -> EINVAL
slot A:229 gpa=0x10e5000 size=1p hva=H+229p memfd=M off=229p  -> EINVAL
slot A:228 gpa=0x10e4000 size=1p hva=H+228p memfd=M off=228p  -> EINVAL
slot A:227 gpa=0x10e3000 size=1p hva=H+227p memfd=M off=227p  -> EINVAL
slot A:226 gpa=0x10e2000 size=1p hva=H+226p memfd=M off=226p  -> EINVAL
slot A:225 gpa=0x10e1000 size=1p hva=H+225p memfd=M off=225p  -> EINVAL
slot A:224 gpa=0x10e0000 size=1p hva=H+224p memfd=M off=224p  -> EINVAL
slot A:223 gpa=0x10df000 size=1p hva=H+223p memfd=M off=223p  -> EINVAL
slot A:222 gpa=0x10de000 size=1p hva=H+222p memfd=M off=222p  -> EINVAL
slot A:221 gpa=0x10dd000 size=1p hva=H+221p memfd=M off=221p  -> EINVAL
slot A:220 gpa=0x10dc000 size=1p hva=H+220p memfd=M off=220p  -> EINVAL
slot A:219 gpa=0x10db000 size=1p hva=H+219p memfd=M off=219p  -> EINVAL
slot A:218 gpa=0x10da000 size=1p hva=H+218p memfd=M off=218p  -> EINVAL
slot A:217 gpa=0x10d9000 size=1p hva=H+217p memfd=M off=217p  -> EINVAL
slot A:216 gpa=0x10d8000 size=1p hva=H+216p memfd=M off=216p  -> EINVAL
slot A:215 gpa=0x10d7000 size=1p hva=H+215p memfd=M off=215p  -> EINVAL
slot A:214 gpa=0x10d6000 size=1p hva=H+214p memfd=M off=214p  -> EINVAL
slot A:213 gpa=0x10d5000 size=1p hva=H+213p memfd=M off=213p  -> EINVAL
slot A:212 gpa=0x10d4000 size=1p hva=H+212p memfd=M off=212p  -> EINVAL
slot A:211 gpa=0x10d3000 size=1p hva=H+211p memfd=M off=211p  -> EINVAL
slot A:210 gpa=0x10d2000 size=1p hva=H+210p memfd=M off=210p  -> EINVAL
slot A:209 gpa=0x10d1000 size=1p hva=H+209p memfd=M off=209p  -> EINVAL
slot A:208 gpa=0x10d0000 size=1p hva=H+208p memfd=M off=208p  -> EINVAL
slot A:207 gpa=0x10cf000 size=1p hva=H+207p memfd=M off=207p  -> EINVAL
slot A:206 gpa=0x10ce000 size=1p hva=H+206p memfd=M off=206p  -> EINVAL
slot A:205 gpa=0x10cd000 size=1p hva=H+205p memfd=M off=205p  -> EINVAL
slot A:204 gpa=0x10cc000 size=1p hva=H+204p memfd=M off=204p  -> EINVAL
slot A:203 gpa=0x10cb000 size=1p hva=H+203p memfd=M off=203p  -> EINVAL
slot A:202 gpa=0x10ca000 size=1p hva=H+202p memfd=M off=202p  -> EINVAL
slot A:201 gpa=0x10c9000 size=1p hva=H+201p memfd=M off=201p  -> EINVAL
slot A:200 gpa=0x10c8000 size=1p hva=H+200p memfd=M off=200p  -> EINVAL
slot A:199 gpa=0x10c7000 size=1p hva=H+199p memfd=M off=199p  -> EINVAL
slot A:198 gpa=0x10c6000 size=1p hva=H+198p memfd=M off=198p  -> EINVAL
slot A:197 gpa=0x10c5000 size=1p hva=H+197p memfd=M off=197p  -> EINVAL
slot A:196 gpa=0x10c4000 size=1p hva=H+196p memfd=M off=196p  -> EINVAL
slot A:195 gpa=0x10c3000 size=1p hva=H+195p memfd=M off=195p  -> EINVAL
slot A:194 gpa=0x10c2000 size=1p hva=H+194p memfd=M off=194p  -> EINVAL
slot A:193 gpa=0x10c1000 size=1p hva=H+193p memfd=M off=193p  -> EINVAL
slot A:192 gpa=0x10c0000 size=1p hva=H+192p memfd=M off=192p  -> EINVAL
slot A:191 gpa=0x10bf000 size=1p hva=H+191p memfd=M off=191p  -> EINVAL
slot A:190 gpa=0x10be000 size=1p hva=H+190p memfd=M off=190p  -> EINVAL
slot A:189 gpa=0x10bd000 size=1p hva=H+189p memfd=M off=189p  -> EINVAL
slot A:188 gpa=0x10bc000 size=1p hva=H+188p memfd=M off=188p  -> EINVAL
slot A:187 gpa=0x10bb000 size=1p hva=H+187p memfd=M off=187p  -> EINVAL
slot A:186 gpa=0x10ba000 size=1p hva=H+186p memfd=M off=186p  -> EINVAL
slot A:185 gpa=0x10b9000 size=1p hva=H+185p memfd=M off=185p  -> EINVAL
slot A:184 gpa=0x10b8000 size=1p hva=H+184p memfd=M off=184p  -> EINVAL
slot A:183 gpa=0x10b7000 size=1p hva=H+183p memfd=M off=183p  -> EINVAL
slot A:182 gpa=0x10b6000 size=1p hva=H+182p memfd=M off=182p  -> EINVAL
slot A:181 gpa=0x10b5000 size=1p hva=H+181p memfd=M off=181p  -> EINVAL
slot A:180 gpa=0x10b4000 size=1p hva=H+180p memfd=M off=180p  -> EINVAL
slot A:179 gpa=0x10b3000 size=1p hva=H+179p memfd=M off=179p  -> EINVAL
slot A:178 gpa=0x10b2000 size=1p hva=H+178p memfd=M off=178p  -> EINVAL
slot A:177 gpa=0x10b1000 size=1p hva=H+177p memfd=M off=177p  -> EINVAL
slot A:176 gpa=0x10b0000 size=1p hva=H+176p memfd=M off=176p  -> EINVAL
slot A:175 gpa=0x10af000 size=1p hva=H+175p memfd=M off=175p  -> EINVAL
slot A:174 gpa=0x10ae000 size=1p hva=H+174p memfd=M off=174p  -> EINVAL
slot A:173 gpa=0x10ad000 size=1p hva=H+173p memfd=M off=173p  -> EINVAL
slot A:172 gpa=0x10ac000 size=1p hva=H+172p memfd=M off=172p  -> EINVAL
slot A:171 gpa=0x10ab000 size=1p hva=H+171p memfd=M off=171p  -> EINVAL
slot A:170 gpa=0x10aa000 size=1p hva=H+170p memfd=M off=170p  -> EINVAL
slot A:169 gpa=0x10a9000 size=1p hva=H+169p memfd=M off=169p  -> EINVAL
slot A:168 gpa=0x10a8000 size=1p hva=H+168p memfd=M off=168p  -> EINVAL
slot A:167 gpa=0x10a7000 size=1p hva=H+167p memfd=M off=167p  -> EINVAL
slot A:166 gpa=0x10a6000 size=1p hva=H+166p memfd=M off=166p  -> EINVAL
slot A:165 gpa=0x10a5000 size=1p hva=H+165p memfd=M off=165p  -> EINVAL
slot A:164 gpa=0x10a4000 size=1p hva=H+164p memfd=M off=164p  -> EINVAL
slot A:163 gpa=0x10a3000 size=1p hva=H+163p memfd=M off=163p  -> EINVAL
slot A:162 gpa=0x10a2000 size=1p hva=H+162p memfd=M off=162p  -> EINVAL
slot A:161 gpa=0x10a1000 size=1p hva=H+161p memfd=M off=161p  -> EINVAL
slot A:160 gpa=0x10a0000 size=1p hva=H+160p memfd=M off=160p  -> EINVAL
slot A:159 gpa=0x109f000 size=1p hva=H+159p memfd=M off=159p  -> EINVAL
slot A:158 gpa=0x109e000 size=1p hva=H+158p memfd=M off=158p  -> EINVAL
slot A:157 gpa=0x109d000 size=1p hva=H+157p memfd=M off=157p  -> EINVAL
slot A:156 gpa=0x109c000 size=1p hva=H+156p memfd=M off=156p  -> EINVAL
slot A:155 gpa=0x109b000 size=1p hva=H+155p memfd=M off=155p  -> EINVAL
slot A:154 gpa=0x109a000 size=1p hva=H+154p memfd=M off=154p  -> EINVAL
slot A:153 gpa=0x1099000 size=1p hva=H+153p memfd=M off=153p  -> EINVAL
slot A:152 gpa=0x1098000 size=1p hva=H+152p memfd=M off=152p  -> EINVAL
slot A:151 gpa=0x1097000 size=1p hva=H+151p memfd=M off=151p  -> EINVAL
slot A:150 gpa=0x1096000 size=1p hva=H+150p memfd=M off=150p  -> EINVAL
slot A:149 gpa=0x1095000 size=1p hva=H+149p memfd=M off=149p  -> EINVAL
slot A:148 gpa=0x1094000 size=1p hva=H+148p memfd=M off=148p  -> EINVAL
slot A:147 gpa=0x1093000 size=1p hva=H+147p memfd=M off=147p  -> EINVAL
slot A:146 gpa=0x1092000 size=1p hva=H+146p memfd=M off=146p  -> EINVAL
slot A:145 gpa=0x1091000 size=1p hva=H+145p memfd=M off=145p  -> EINVAL
slot A:144 gpa=0x1090000 size=1p hva=H+144p memfd=M off=144p  -> EINVAL
slot A:143 gpa=0x108f000 size=1p hva=H+143p memfd=M off=143p  -> EINVAL
slot A:142 gpa=0x108e000 size=1p hva=H+142p memfd=M off=142p  -> EINVAL
slot A:141 gpa=0x108d000 size=1p hva=H+141p memfd=M off=141p  -> EINVAL
slot A:140 gpa=0x108c000 size=1p hva=H+140p memfd=M off=140p  -> EINVAL
slot A:139 gpa=0x108b000 size=1p hva=H+139p memfd=M off=139p  -> EINVAL
slot A:138 gpa=0x108a000 size=1p hva=H+138p memfd=M off=138p  -> EINVAL
slot A:137 gpa=0x1089000 size=1p hva=H+137p memfd=M off=137p  -> EINVAL
slot A:136 gpa=0x1088000 size=1p hva=H+136p memfd=M off=136p  -> EINVAL
slot A:135 gpa=0x1087000 size=1p hva=H+135p memfd=M off=135p  -> EINVAL
slot A:134 gpa=0x1086000 size=1p hva=H+134p memfd=M off=134p  -> EINVAL
slot A:133 gpa=0x1085000 size=1p hva=H+133p memfd=M off=133p  -> EINVAL
slot A:132 gpa=0x1084000 size=1p hva=H+132p memfd=M off=132p  -> EINVAL
slot A:131 gpa=0x1083000 size=1p hva=H+131p memfd=M off=131p  -> EINVAL
slot A:130 gpa=0x1082000 size=1p hva=H+130p memfd=M off=130p  -> EINVAL
slot A:129 gpa=0x1081000 size=1p hva=H+129p memfd=M off=129p  -> EINVAL
slot A:128 gpa=0x1080000 size=1p hva=H+128p memfd=M off=128p  -> EINVAL
slot A:127 gpa=0x107f000 size=1p hva=H+127p memfd=M off=127p  -> EINVAL
slot A:126 gpa=0x107e000 size=1p hva=H+126p memfd=M off=126p  -> EINVAL
slot A:125 gpa=0x107d000 size=1p hva=H+125p memfd=M off=125p  -> EINVAL
slot A:124 gpa=0x107c000 size=1p hva=H+124p memfd=M off=124p  -> EINVAL
slot A:123 gpa=0x107b000 size=1p hva=H+123p memfd=M off=123p  -> EINVAL
slot A:122 gpa=0x107a000 size=1p hva=H+122p memfd=M off=122p  -> EINVAL
slot A:121 gpa=0x1079000 size=1p hva=H+121p memfd=M off=121p  -> EINVAL
slot A:120 gpa=0x1078000 size=1p hva=H+120p memfd=M off=120p  -> EINVAL
slot A:119 gpa=0x1077000 size=1p hva=H+119p memfd=M off=119p  -> EINVAL
slot A:118 gpa=0x1076000 size=1p hva=H+118p memfd=M off=118p  -> EINVAL
slot A:117 gpa=0x1075000 size=1p hva=H+117p memfd=M off=117p  -> EINVAL
slot A:116 gpa=0x1074000 size=1p hva=H+116p memfd=M off=116p  -> EINVAL
slot A:115 gpa=0x1073000 size=1p hva=H+115p memfd=M off=115p  -> EINVAL
slot A:114 gpa=0x1072000 size=1p hva=H+114p memfd=M off=114p  -> EINVAL
slot A:113 gpa=0x1071000 size=1p hva=H+113p memfd=M off=113p  -> EINVAL
slot A:112 gpa=0x1070000 size=1p hva=H+112p memfd=M off=112p  -> EINVAL
slot A:111 gpa=0x106f000 size=1p hva=H+111p memfd=M off=111p  -> EINVAL
slot A:110 gpa=0x106e000 size=1p hva=H+110p memfd=M off=110p  -> EINVAL
slot A:109 gpa=0x106d000 size=1p hva=H+109p memfd=M off=109p  -> EINVAL
slot A:108 gpa=0x106c000 size=1p hva=H+108p memfd=M off=108p  -> EINVAL
slot A:107 gpa=0x106b000 size=1p hva=H+107p memfd=M off=107p  -> EINVAL
slot A:106 gpa=0x106a000 size=1p hva=H+106p memfd=M off=106p  -> EINVAL
slot A:105 gpa=0x1069000 size=1p hva=H+105p memfd=M off=105p  -> EINVAL
slot A:104 gpa=0x1068000 size=1p hva=H+104p memfd=M off=104p  -> EINVAL
slot A:103 gpa=0x1067000 size=1p hva=H+103p memfd=M off=103p  -> EINVAL
slot A:102 gpa=0x1066000 size=1p hva=H+102p memfd=M off=102p  -> EINVAL
slot A:101 gpa=0x1065000 size=1p hva=H+101p memfd=M off=101p  -> EINVAL
slot A:100 gpa=0x1064000 size=1p hva=H+100p memfd=M off=100p  -> EINVAL
slot A:99 gpa=0x1063000 size=1p hva=H+99p memfd=M off=99p     -> EINVAL
slot A:98 gpa=0x1062000 size=1p hva=H+98p memfd=M off=98p     -> EINVAL
slot A:97 gpa=0x1061000 size=1p hva=H+97p memfd=M off=97p     -> EINVAL
slot A:96 gpa=0x1060000 size=1p hva=H+96p memfd=M off=96p     -> EINVAL
slot A:95 gpa=0x105f000 size=1p hva=H+95p memfd=M off=95p     -> EINVAL
slot A:94 gpa=0x105e000 size=1p hva=H+94p memfd=M off=94p     -> EINVAL
slot A:93 gpa=0x105d000 size=1p hva=H+93p memfd=M off=93p     -> EINVAL
slot A:92 gpa=0x105c000 size=1p hva=H+92p memfd=M off=92p     -> EINVAL
slot A:91 gpa=0x105b000 size=1p hva=H+91p memfd=M off=91p     -> EINVAL
slot A:90 gpa=0x105a000 size=1p hva=H+90p memfd=M off=90p     -> EINVAL
slot A:89 gpa=0x1059000 size=1p hva=H+89p memfd=M off=89p     -> EINVAL
slot A:88 gpa=0x1058000 size=1p hva=H+88p memfd=M off=88p     -> EINVAL
slot A:87 gpa=0x1057000 size=1p hva=H+87p memfd=M off=87p     -> EINVAL
slot A:86 gpa=0x1056000 size=1p hva=H+86p memfd=M off=86p     -> EINVAL
slot A:85 gpa=0x1055000 size=1p hva=H+85p memfd=M off=85p     -> EINVAL
slot A:84 gpa=0x1054000 size=1p hva=H+84p memfd=M off=84p     -> EINVAL
slot A:83 gpa=0x1053000 size=1p hva=H+83p memfd=M off=83p     -> EINVAL
slot A:82 gpa=0x1052000 size=1p hva=H+82p memfd=M off=82p     -> EINVAL
slot A:81 gpa=0x1051000 size=1p hva=H+81p memfd=M off=81p     -> EINVAL
slot A:80 gpa=0x1050000 size=1p hva=H+80p memfd=M off=80p     -> EINVAL
slot A:79 gpa=0x104f000 size=1p hva=H+79p memfd=M off=79p     -> EINVAL
slot A:78 gpa=0x104e000 size=1p hva=H+78p memfd=M off=78p     -> EINVAL
slot A:77 gpa=0x104d000 size=1p hva=H+77p memfd=M off=77p     -> EINVAL
slot A:76 gpa=0x104c000 size=1p hva=H+76p memfd=M off=76p     -> EINVAL
slot A:75 gpa=0x104b000 size=1p hva=H+75p memfd=M off=75p     -> EINVAL
slot A:74 gpa=0x104a000 size=1p hva=H+74p memfd=M off=74p     -> EINVAL
slot A:73 gpa=0x1049000 size=1p hva=H+73p memfd=M off=73p     -> EINVAL
slot A:72 gpa=0x1048000 size=1p hva=H+72p memfd=M off=72p     -> EINVAL
slot A:71 gpa=0x1047000 size=1p hva=H+71p memfd=M off=71p     -> EINVAL
slot A:70 gpa=0x1046000 size=1p hva=H+70p memfd=M off=70p     -> EINVAL
slot A:69 gpa=0x1045000 size=1p hva=H+69p memfd=M off=69p     -> EINVAL
slot A:68 gpa=0x1044000 size=1p hva=H+68p memfd=M off=68p     -> EINVAL
slot A:67 gpa=0x1043000 size=1p hva=H+67p memfd=M off=67p     -> EINVAL
slot A:66 gpa=0x1042000 size=1p hva=H+66p memfd=M off=66p     -> EINVAL
slot A:65 gpa=0x1041000 size=1p hva=H+65p memfd=M off=65p     -> EINVAL
slot A:64 gpa=0x1040000 size=1p hva=H+64p memfd=M off=64p     -> EINVAL
slot A:63 gpa=0x103f000 size=1p hva=H+63p memfd=M off=63p     -> EINVAL
slot A:62 gpa=0x103e000 size=1p hva=H+62p memfd=M off=62p     -> EINVAL
slot A:61 gpa=0x103d000 size=1p hva=H+61p memfd=M off=61p     -> EINVAL
slot A:60 gpa=0x103c000 size=1p hva=H+60p memfd=M off=60p     -> EINVAL
slot A:59 gpa=0x103b000 size=1p hva=H+59p memfd=M off=59p     -> EINVAL
slot A:58 gpa=0x103a000 size=1p hva=H+58p memfd=M off=58p     -> EINVAL
slot A:57 gpa=0x1039000 size=1p hva=H+57p memfd=M off=57p     -> EINVAL
slot A:56 gpa=0x1038000 size=1p hva=H+56p memfd=M off=56p     -> EINVAL
slot A:55 gpa=0x1037000 size=1p hva=H+55p memfd=M off=55p     -> EINVAL
slot A:54 gpa=0x1036000 size=1p hva=H+54p memfd=M off=54p     -> EINVAL
slot A:53 gpa=0x1035000 size=1p hva=H+53p memfd=M off=53p     -> EINVAL
slot A:52 gpa=0x1034000 size=1p hva=H+52p memfd=M off=52p     -> EINVAL
slot A:51 gpa=0x1033000 size=1p hva=H+51p memfd=M off=51p     -> EINVAL
slot A:50 gpa=0x1032000 size=1p hva=H+50p memfd=M off=50p     -> EINVAL
slot A:49 gpa=0x1031000 size=1p hva=H+49p memfd=M off=49p     -> EINVAL
slot A:48 gpa=0x1030000 size=1p hva=H+48p memfd=M off=48p     -> EINVAL
slot A:47 gpa=0x102f000 size=1p hva=H+47p memfd=M off=47p     -> EINVAL
slot A:46 gpa=0x102e000 size=1p hva=H+46p memfd=M off=46p     -> EINVAL
slot A:45 gpa=0x102d000 size=1p hva=H+45p memfd=M off=45p     -> EINVAL
slot A:44 gpa=0x102c000 size=1p hva=H+44p memfd=M off=44p     -> EINVAL
slot A:43 gpa=0x102b000 size=1p hva=H+43p memfd=M off=43p     -> EINVAL
slot A:42 gpa=0x102a000 size=1p hva=H+42p memfd=M off=42p     -> EINVAL
slot A:41 gpa=0x1029000 size=1p hva=H+41p memfd=M off=41p     -> EINVAL
slot A:40 gpa=0x1028000 size=1p hva=H+40p memfd=M off=40p     -> EINVAL
slot A:39 gpa=0x1027000 size=1p hva=H+39p memfd=M off=39p     -> EINVAL
slot A:38 gpa=0x1026000 size=1p hva=H+38p memfd=M off=38p     -> EINVAL
slot A:37 gpa=0x1025000 size=1p hva=H+37p memfd=M off=37p     -> EINVAL
slot A:36 gpa=0x1024000 size=1p hva=H+36p memfd=M off=36p     -> EINVAL
slot A:35 gpa=0x1023000 size=1p hva=H+35p memfd=M off=35p     -> EINVAL
slot A:34 gpa=0x1022000 size=1p hva=H+34p memfd=M off=34p     -> EINVAL
slot A:33 gpa=0x1021000 size=1p hva=H+33p memfd=M off=33p     -> EINVAL
slot A:32 gpa=0x1020000 size=1p hva=H+32p memfd=M off=32p     -> EINVAL
slot A:31 gpa=0x101f000 size=1p hva=H+31p memfd=M off=31p     -> EINVAL
slot A:30 gpa=0x101e000 size=1p hva=H+30p memfd=M off=30p     -> EINVAL
slot A:29 gpa=0x101d000 size=1p hva=H+29p memfd=M off=29p     -> EINVAL
slot A:28 gpa=0x101c000 size=1p hva=H+28p memfd=M off=28p     -> EINVAL
slot A:27 gpa=0x101b000 size=1p hva=H+27p memfd=M off=27p     -> EINVAL
slot A:26 gpa=0x101a000 size=1p hva=H+26p memfd=M off=26p     -> EINVAL
slot A:25 gpa=0x1019000 size=1p hva=H+25p memfd=M off=25p     -> EINVAL
slot A:24 gpa=0x1018000 size=1p hva=H+24p memfd=M off=24p     -> EINVAL
slot A:23 gpa=0x1017000 size=1p hva=H+23p memfd=M off=23p     -> EINVAL
slot A:22 gpa=0x1016000 size=1p hva=H+22p memfd=M off=22p     -> EINVAL
slot A:21 gpa=0x1015000 size=1p hva=H+21p memfd=M off=21p     -> EINVAL
slot A:20 gpa=0x1014000 size=1p hva=H+20p memfd=M off=20p     -> EINVAL
slot A:19 gpa=0x1013000 size=1p hva=H+19p memfd=M off=19p     -> EINVAL
slot A:18 gpa=0x1012000 size=1p hva=H+18p memfd=M off=18p     -> EINVAL
slot A:17 gpa=0x1011000 size=1p hva=H+17p memfd=M off=17p     -> EINVAL
slot A:16 gpa=0x1010000 size=1p hva=H+16p memfd=M off=16p     -> EINVAL
slot A:15 gpa=0x100f000 size=1p hva=H+15p memfd=M off=15p     -> EINVAL
slot A:14 gpa=0x100e000 size=1p hva=H+14p memfd=M off=14p     -> EINVAL
slot A:13 gpa=0x100d000 size=1p hva=H+13p memfd=M off=13p     -> EINVAL
slot A:12 gpa=0x100c000 size=1p hva=H+12p memfd=M off=12p     -> EINVAL
slot A:11 gpa=0x100b000 size=1p hva=H+11p memfd=M off=11p     -> EINVAL
slot A:10 gpa=0x100a000 size=1p hva=H+10p memfd=M off=10p     -> EINVAL
slot A:9 gpa=0x1009000 size=1p hva=H+9p memfd=M off=9p        -> EINVAL
slot A:8 gpa=0x1008000 size=1p hva=H+8p memfd=M off=8p        -> EINVAL
slot A:7 gpa=0x1007000 size=1p hva=H+7p memfd=M off=7p        -> EINVAL
slot A:6 gpa=0x1006000 size=1p hva=H+6p memfd=M off=6p        -> EINVAL
slot A:5 gpa=0x1005000 size=1p hva=H+5p memfd=M off=5p        -> EINVAL
slot A:4 gpa=0x1004000 size=1p hva=H+4p memfd=M off=4p        -> EINVAL
slot A:3 gpa=0x1003000 size=1p hva=H+3p memfd=M off=3p        -> EINVAL
slot A:2 gpa=0x1002000 size=1p hva=H+2p memfd=M off=2p        -> EINVAL
slot A:1 gpa=0x1001000 size=1p hva=H+1p memfd=M off=1p        -> EINVAL
# case: slot2.512_one_page_slots_reversed
slot A:0 gpa=0x1000000 size=1p hva=H+0p memfd=M off=0p        -> EINVAL

slot A:0 delete    -> EINVAL
slot A:2 delete    -> EINVAL
slot A:4 delete    -> EINVAL
slot A:6 delete    -> EINVAL
slot A:8 delete    -> EINVAL
slot A:10 delete   -> EINVAL
slot A:12 delete   -> EINVAL
slot A:14 delete   -> EINVAL
slot A:16 delete   -> EINVAL
slot A:18 delete   -> EINVAL
slot A:20 delete   -> EINVAL
slot A:22 delete   -> EINVAL
slot A:24 delete   -> EINVAL
slot A:26 delete   -> EINVAL
slot A:28 delete   -> EINVAL
slot A:30 delete   -> EINVAL
slot A:32 delete   -> EINVAL
slot A:34 delete   -> EINVAL
slot A:36 delete   -> EINVAL
slot A:38 delete   -> EINVAL
slot A:40 delete   -> EINVAL
slot A:42 delete   -> EINVAL
slot A:44 delete   -> EINVAL
slot A:46 delete   -> EINVAL
slot A:48 delete   -> EINVAL
slot A:50 delete   -> EINVAL
slot A:52 delete   -> EINVAL
slot A:54 delete   -> EINVAL
slot A:56 delete   -> EINVAL
slot A:58 delete   -> EINVAL
slot A:60 delete   -> EINVAL
slot A:62 delete   -> EINVAL
slot A:64 delete   -> EINVAL
slot A:66 delete   -> EINVAL
slot A:68 delete   -> EINVAL
slot A:70 delete   -> EINVAL
slot A:72 delete   -> EINVAL
slot A:74 delete   -> EINVAL
slot A:76 delete   -> EINVAL
slot A:78 delete   -> EINVAL
slot A:80 delete   -> EINVAL
slot A:82 delete   -> EINVAL
slot A:84 delete   -> EINVAL
slot A:86 delete   -> EINVAL
slot A:88 delete   -> EINVAL
slot A:90 delete   -> EINVAL
slot A:92 delete   -> EINVAL
slot A:94 delete   -> EINVAL
slot A:96 delete   -> EINVAL
slot A:98 delete   -> EINVAL
slot A:100 delete  -> EINVAL
slot A:102 delete  -> EINVAL
slot A:104 delete  -> EINVAL
slot A:106 delete  -> EINVAL
slot A:108 delete  -> EINVAL
slot A:110 delete  -> EINVAL
slot A:112 delete  -> EINVAL
slot A:114 delete  -> EINVAL
slot A:116 delete  -> EINVAL
slot A:118 delete  -> EINVAL
slot A:120 delete  -> EINVAL
slot A:122 delete  -> EINVAL
slot A:124 delete  -> EINVAL
slot A:126 delete  -> EINVAL
slot A:128 delete  -> EINVAL
slot A:130 delete  -> EINVAL
slot A:132 delete  -> EINVAL
slot A:134 delete  -> EINVAL
slot A:136 delete  -> EINVAL
slot A:138 delete  -> EINVAL
slot A:140 delete  -> EINVAL
slot A:142 delete  -> EINVAL
slot A:144 delete  -> EINVAL
slot A:146 delete  -> EINVAL
slot A:148 delete  -> EINVAL
slot A:150 delete  -> EINVAL
slot A:152 delete  -> EINVAL
slot A:154 delete  -> EINVAL
slot A:156 delete  -> EINVAL
slot A:158 delete  -> EINVAL
slot A:160 delete  -> EINVAL
slot A:162 delete  -> EINVAL
slot A:164 delete  -> EINVAL
slot A:166 delete  -> EINVAL
slot A:168 delete  -> EINVAL
slot A:170 delete  -> EINVAL
slot A:172 delete  -> EINVAL
slot A:174 delete  -> EINVAL
slot A:176 delete  -> EINVAL
slot A:178 delete  -> EINVAL
slot A:180 delete  -> EINVAL
slot A:182 delete  -> EINVAL
slot A:184 delete  -> EINVAL
slot A:186 delete  -> EINVAL
slot A:188 delete  -> EINVAL
slot A:190 delete  -> EINVAL
slot A:192 delete  -> EINVAL
slot A:194 delete  -> EINVAL
slot A:196 delete  -> EINVAL
slot A:198 delete  -> EINVAL
slot A:200 delete  -> EINVAL
slot A:202 delete  -> EINVAL
slot A:204 delete  -> EINVAL
slot A:206 delete  -> EINVAL
slot A:208 delete  -> EINVAL
slot A:210 delete  -> EINVAL
slot A:212 delete  -> EINVAL
slot A:214 delete  -> EINVAL
slot A:216 delete  -> EINVAL
slot A:218 delete  -> EINVAL
slot A:220 delete  -> EINVAL
slot A:222 delete  -> EINVAL
slot A:224 delete  -> EINVAL
slot A:226 delete  -> EINVAL
slot A:228 delete  -> EINVAL
slot A:230 delete  -> EINVAL
slot A:232 delete  -> EINVAL
slot A:234 delete  -> EINVAL
slot A:236 delete  -> EINVAL
slot A:238 delete  -> EINVAL
slot A:240 delete  -> EINVAL
slot A:242 delete  -> EINVAL
slot A:244 delete  -> EINVAL
slot A:246 delete  -> EINVAL
slot A:248 delete  -> EINVAL
slot A:250 delete  -> EINVAL
slot A:252 delete  -> EINVAL
slot A:254 delete  -> EINVAL
slot A:256 delete  -> EINVAL
slot A:258 delete  -> EINVAL
slot A:260 delete  -> EINVAL
slot A:262 delete  -> EINVAL
slot A:264 delete  -> EINVAL
slot A:266 delete  -> EINVAL
slot A:268 delete  -> EINVAL
slot A:270 delete  -> EINVAL
slot A:272 delete  -> EINVAL
slot A:274 delete  -> EINVAL
slot A:276 delete  -> EINVAL
slot A:278 delete  -> EINVAL
slot A:280 delete  -> EINVAL
slot A:282 delete  -> EINVAL
slot A:284 delete  -> EINVAL
slot A:286 delete  -> EINVAL
slot A:288 delete  -> EINVAL
slot A:290 delete  -> EINVAL
slot A:292 delete  -> EINVAL
slot A:294 delete  -> EINVAL
slot A:296 delete  -> EINVAL
slot A:298 delete  -> EINVAL
slot A:300 delete  -> EINVAL
slot A:302 delete  -> EINVAL
slot A:304 delete  -> EINVAL
slot A:306 delete  -> EINVAL
slot A:308 delete  -> EINVAL
slot A:310 delete  -> EINVAL
slot A:312 delete  -> EINVAL
slot A:314 delete  -> EINVAL
slot A:316 delete  -> EINVAL
slot A:318 delete  -> EINVAL
slot A:320 delete  -> EINVAL
slot A:322 delete  -> EINVAL
slot A:324 delete  -> EINVAL
slot A:326 delete  -> EINVAL
slot A:328 delete  -> EINVAL
slot A:330 delete  -> EINVAL
slot A:332 delete  -> EINVAL
slot A:334 delete  -> EINVAL
slot A:336 delete  -> EINVAL
slot A:338 delete  -> EINVAL
slot A:340 delete  -> EINVAL
slot A:342 delete  -> EINVAL
slot A:344 delete  -> EINVAL
slot A:346 delete  -> EINVAL
slot A:348 delete  -> EINVAL
slot A:350 delete  -> EINVAL
slot A:352 delete  -> EINVAL
slot A:354 delete  -> EINVAL
slot A:356 delete  -> EINVAL
slot A:358 delete  -> EINVAL
slot A:360 delete  -> EINVAL
slot A:362 delete  -> EINVAL
slot A:364 delete  -> EINVAL
slot A:366 delete  -> EINVAL
slot A:368 delete  -> EINVAL
slot A:370 delete  -> EINVAL
slot A:372 delete  -> EINVAL
slot A:374 delete  -> EINVAL
slot A:376 delete  -> EINVAL
slot A:378 delete  -> EINVAL
slot A:380 delete  -> EINVAL
slot A:382 delete  -> EINVAL
slot A:384 delete  -> EINVAL
slot A:386 delete  -> EINVAL
slot A:388 delete  -> EINVAL
slot A:390 delete  -> EINVAL
slot A:392 delete  -> EINVAL
slot A:394 delete  -> EINVAL
slot A:396 delete  -> EINVAL
slot A:398 delete  -> EINVAL
slot A:400 delete  -> EINVAL
slot A:402 delete  -> EINVAL
slot A:404 delete  -> EINVAL
slot A:406 delete  -> EINVAL
slot A:408 delete  -> EINVAL
slot A:410 delete  -> EINVAL
slot A:412 delete  -> EINVAL
slot A:414 delete  -> EINVAL
slot A:416 delete  -> EINVAL
slot A:418 delete  -> EINVAL
slot A:420 delete  -> EINVAL
slot A:422 delete  -> EINVAL
slot A:424 delete  -> EINVAL
slot A:426 delete  -> EINVAL
slot A:428 delete  -> EINVAL
slot A:430 delete  -> EINVAL
slot A:432 delete  -> EINVAL
slot A:434 delete  -> EINVAL
slot A:436 delete  -> EINVAL
slot A:438 delete  -> EINVAL
slot A:440 delete  -> EINVAL
slot A:442 delete  -> EINVAL
slot A:444 delete  -> EINVAL
slot A:446 delete  -> EINVAL
slot A:448 delete  -> EINVAL
slot A:450 delete  -> EINVAL
slot A:452 delete  -> EINVAL
slot A:454 delete  -> EINVAL
slot A:456 delete  -> EINVAL
slot A:458 delete  -> EINVAL
slot A:460 delete  -> EINVAL
slot A:462 delete  -> EINVAL
slot A:464 delete  -> EINVAL
slot A:466 delete  -> EINVAL
slot A:468 delete  -> EINVAL
slot A:470 delete  -> EINVAL
slot A:472 delete  -> EINVAL
slot A:474 delete  -> EINVAL
slot A:476 delete  -> EINVAL
slot A:478 delete  -> EINVAL
slot A:480 delete  -> EINVAL
slot A:482 delete  -> EINVAL
slot A:484 delete  -> EINVAL
slot A:486 delete  -> EINVAL
slot A:488 delete  -> EINVAL
slot A:490 delete  -> EINVAL
slot A:492 delete  -> EINVAL
slot A:494 delete  -> EINVAL
slot A:496 delete  -> EINVAL
slot A:498 delete  -> EINVAL
slot A:500 delete  -> EINVAL
slot A:502 delete  -> EINVAL
slot A:504 delete  -> EINVAL
slot A:506 delete  -> EINVAL
slot A:508 delete  -> EINVAL
# case: slot2.delete_even_256
slot A:510 delete  -> EINVAL
